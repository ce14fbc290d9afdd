/** Whether connections stick to one backend, where they may first be on their way to it. */
import type { Continuity } from '../expect/observation.ts';
import type { ProbeRule } from '../expect/probe-rules.ts';
import type { ProbeResult } from '../probe/probe.ts';

/** New connections that show affinity: without it, with three backends, all go to one with a chance of 3⁻¹⁹. */
export const AFFINITY_SAMPLES = 20;

/** The last of these went to one and the same backend, as many as show affinity. */
export function sticksNow(results: readonly ProbeResult[]): boolean {
  const last = results.slice(-AFFINITY_SAMPLES);
  return last.length === AFFINITY_SAMPLES && last.every(isAnsweredBy(last[0]?.backend));
}

/** Answered by the backend that answered last, which must not be `left`. */
export function stuckToAnother({ results }: Continuity, left?: string): ProbeRule {
  const last = results.at(-1)?.backend;
  return {
    words: `answered by one and the same backend${left === undefined ? '' : ` that is not ${left}`}`,
    holds: (result) => last !== left && isAnsweredBy(last)(result),
  };
}

function isAnsweredBy(backend: string | undefined): (result: ProbeResult) => boolean {
  return (result) => backend !== undefined && result.outcome === 'answered' && result.backend === backend;
}
