import { HeldUp, Inconclusive } from './inconclusive.ts';
import type { Observation } from './observation.ts';

export interface MatcherResult {
  pass: boolean;
  message: () => string;
}

/**
 * Settles an observation: marks its cell, and gives Jest its result.
 * `problem` is the whole failure message, or null if what was expected came.
 * Throws Inconclusive where backends that had to answer are gone: whoever removed them, it was not the data plane.
 */
export function settle(observed: Observation, problem: string | null): MatcherResult {
  const gone = observed.kind === 'sampling' ? (observed.evidence?.gone ?? []) : [];
  if (problem !== null && gone.length > 0) {
    cannotTell(`${observed.requirement}: ${gone.join('; ')}, so that what was not answered proves nothing\n${problem}`);
  }
  observed.cell.holds = problem === null;
  return { pass: problem === null, message: () => problem ?? `${observed.requirement}: ${observed.cell.expected}` };
}

/** Throws unless `received` is an observation of that kind: neither a matcher nor its `.not` may pass on anything else. */
export function assertKind<K extends Observation['kind']>(
  matcher: string,
  received: unknown,
  kind: K,
): asserts received is Extract<Observation, { kind: K }> {
  const seen = received as Partial<Observation> | null;
  if (typeof seen !== 'object' || seen?.kind !== kind) {
    throw new TypeError(
      `${matcher} judges an observation of kind "${kind}", and was given ${JSON.stringify(received) ?? String(received)}`,
    );
  }
}

/** Throws for `.not`: the absence of one thing proves nothing, so an expectation has to name the outcome that it wants. */
export function refuseNot(matcher: string, isNot: boolean | undefined, instead: string): void {
  if (isNot) throw new TypeError(`expect(…).not.${matcher}() would pass on anything else: ${instead}`);
}

/** Ends the judgement without a verdict. */
export function cannotTell(text: string): never {
  throw new Inconclusive(text);
}

/** The same for want of probes, so that another attempt may tell; not where anything that did come was other than expected. */
export function heldUp(observed: Observation, text: string, asExpected = true): never {
  throw asExpected ? new HeldUp(text, observed) : new Inconclusive(text);
}

/** Says that a sample was cut short, so that what it shows is no proof. */
export function tooFew(got: number, planned: number): string {
  return `only ${got} of ${planned} probes came to an end in the time for a sample, and no fewer are enough`;
}
