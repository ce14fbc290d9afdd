import { promiseBounds } from '../bounds.ts';
import type { ProxyMode } from '../cluster/cluster.ts';
import { type Answers, type AskRequest, ask } from './ask.ts';
import { FAULT_BOUNDS } from './bounds.ts';
import type { Ground } from './fault.ts';
import { judge } from './judge.ts';
import { type Before, notAsBefore } from './nodes-as-before.ts';
import type { Seen, TrialRun } from './record.ts';
import type { NamedTrial } from './trials.ts';

/** Asked after it was taken out, of one spec file: from a pod on each node, and from outside at each node. */
const AFTERWARDS = ['SOURCE-1', 'SOURCE-2', 'SOURCE-3'];

export interface TrialGround extends Omit<AskRequest, 'bounds'> {
  readonly ground: Ground;
  readonly mode: ProxyMode;
  readonly before: readonly Before[];
  readonly commit: string;
  readonly machine: string;
}

/** Puts a trial in, asks, takes it out, and looks whether it is out. Rejects only where it was stopped. */
export async function runTrial(trial: NamedTrial, on: TrialGround, signal: AbortSignal): Promise<TrialRun> {
  const startedAt = new Date();
  const expected = trial.expected(on.mode);
  const bounds = trial.kind === 'fault' ? FAULT_BOUNDS : promiseBounds({});
  const errors: string[] = [];
  let answers: Answers = { results: [], errors: [] };
  try {
    await using _broken = await trial.puts(on.ground);
    const ids = [...new Set(expected.map(({ id }) => id))];
    answers = await ask(ids, { ...on, bounds }, signal);
  } catch (error) {
    errors.push((error as Error).message);
  }
  signal.throwIfAborted();
  const after = await ask(AFTERWARDS, { ...on, bounds: promiseBounds({}) }, signal);
  signal.throwIfAborted();
  const passed = after.results.flatMap(({ id, verdict }) => (verdict === 'passed' ? [id] : []));
  const different = await notAsBefore(on.before, signal);
  const isOut = different.length === 0 && passed.length === AFTERWARDS.length;
  const verdict = judge(expected, answers.results);
  return {
    ...{ version: trial.version, startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() },
    ...{ commit: on.commit, machine: on.machine, bounds },
    verdict: verdict === 'as listed' && (errors.length > 0 || !isOut) ? 'could not tell' : verdict,
    seen: expected.map((each) => seenOf(each, answers)),
    out: { passed, notAsBefore: different },
    errors: [...errors, ...answers.errors],
  };
}

function seenOf({ id, role }: Pick<Seen, 'id' | 'role'>, { results }: Answers): Seen {
  const result = results.find((each) => each.id === id);
  const { verdict = 'inconclusive', reason = 'it was not asked', diagnosis = [], durationMs = 0 } = result ?? {};
  return { id, role, verdict, reason, diagnosis, durationMs };
}
