/** For tests: what a requirement saw of requests in turn through one socket. */
import type { ObservationFacts } from '../failure-facts.ts';
import type { Timeline } from '../results.ts';
import { nodePort, OUTSIDE, observation } from './sample-facts.ts';

/** Requests in a row that ended alike, and the backend that answered them. */
export type Run = [outcome: Timeline['runs'][number]['outcome'], count: number, backend?: string];

/** From outside to the nodePort of node 2, and not as it had to be, unless the test says otherwise. */
export function flow(runs: readonly Run[], stated: Partial<ObservationFacts> = {}): ObservationFacts {
  return observation({
    ...{ kind: 'continuity', from: OUTSIDE, to: nodePort('node-2') },
    connection: {
      ...{ startedAt: '2026-11-28T10:00:20.000Z', everyMs: 1_000, marks: [] },
      runs: runs.map(([outcome, count, backend = null]) => ({ outcome, count, backend })),
    },
    ...stated,
  });
}
