import { REQUIREMENT_MS } from '../bounds.ts';
import type { RequirementResult, Verdict } from '../report/results.ts';
import type { Requirement } from '../requirements.ts';
import { cameOtherwise } from './came-otherwise.ts';
import { Check } from './check.ts';
import { errorText } from './error-text.ts';
import { HeldUp, Inconclusive } from './inconclusive.ts';

export type Body = (check: Check) => Promise<void>;

/** Says what caused a verdict that is no pass, before the scene is cleaned up; whatever it throws changes nothing. */
export type Explain = (result: RequirementResult, check: Check) => Promise<string[]>;

interface Ruling {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly explanation: string;
  readonly heldUp?: HeldUp;
}

/** Jest marks the errors of its expectations so; every other error is no failed expectation. */
function isFailedExpectation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'matcherResult' in error;
}

/** Errors without a type of their own are explained by where they happened. */
const UNFORESEEN: readonly string[] = [Error, TypeError, RangeError, ReferenceError, SyntaxError].map(
  ({ name }) => name,
);

function rulingOf(error: unknown): Ruling {
  const text = errorText(error);
  const [reason = ''] = text.split('\n');
  if (isFailedExpectation(error)) return { verdict: 'failed', reason, explanation: text };
  const { name, stack } = Object(error) as { name?: string; stack?: string };
  const explanation = UNFORESEEN.includes(name ?? '') ? (stack ?? text) : text;
  return { verdict: 'inconclusive', reason, explanation, ...(error instanceof HeldUp && { heldUp: error }) };
}

/** A body that ended well passes only if it observed something and had every observation judged. */
function rulingOfEnd({ id, cells }: Check): Ruling {
  const open = cells.filter(({ holds }) => holds !== true);
  if (cells.length === 0) return rulingOf(new Inconclusive(`${id}: nothing was observed`));
  if (open.length > 0)
    return rulingOf(new Inconclusive(`${id}: observed and never judged: ${open[0]?.client} -> ${open[0]?.target}`));
  return { verdict: 'passed', reason: '', explanation: '' };
}

/** No attempt makes up for an expectation that has failed, nor for an observation that would have, had somebody judged it. */
function isAllThatWasLacking({ observation: lacking }: HeldUp, { cells, observed }: Check): boolean {
  const unjudged = observed.asked.filter(
    ({ observation }) => observation !== lacking && observation.cell.holds === null,
  );
  return cells.every(({ holds }) => holds !== false) && !unjudged.some(cameOtherwise);
}

/**
 * Runs a spec's body and says what came of it; never rejects.
 * Only a failed expectation of ours is `failed`; an error of any other kind, or `within` ms gone by, is `inconclusive`.
 */
export async function judged(
  entry: Requirement,
  token: () => string,
  unmet: string | undefined,
  body: Body,
  within: number = REQUIREMENT_MS,
  explain: Explain = async () => [],
): Promise<RequirementResult> {
  const startedAt = new Date();
  const start = performance.now();
  const signal = AbortSignal.timeout(within);
  const check = new Check(entry.id, token, signal);
  const bound = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(new Inconclusive(`${entry.id}: not finished after ${within / 1000} s`));
  });
  const run = () => Promise.race([body(check), bound]).then(() => rulingOfEnd(check), rulingOf);
  const { heldUp, ...ruling }: Ruling =
    unmet === undefined ? await run() : { verdict: 'skipped', reason: unmet, explanation: '' };
  signal.onabort = null;
  const result: RequirementResult = {
    id: entry.id,
    level: entry.level,
    sentence: entry.sentence,
    ...ruling,
    ...(heldUp && isAllThatWasLacking(heldUp, check) && { heldUp: true as const }),
    diagnosis: [],
    notes: check.notes,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - start),
    cells: check.cells,
    tables: check.tables,
  };
  if (ruling.verdict === 'passed' || ruling.verdict === 'skipped') return result;
  const diagnosis = await explain(result, check).catch((error: unknown) => {
    check.note(`nothing was gathered about it: ${errorText(error)}`);
    return [];
  });
  return { ...result, diagnosis };
}
