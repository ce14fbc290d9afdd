import type { ProbeResult } from '../probe/probe.ts';
import type { Timeline } from '../report/results.ts';
import type { Mark } from './observation.ts';

/** Continuous traffic as its runs of equal outcomes, with the moments that were marked; null where there was none. */
export function timelineOf(results: readonly ProbeResult[], marks: readonly Mark[], everyMs: number): Timeline | null {
  const [first] = results;
  if (!first) return null;
  const runs: Timeline['runs'] = [];
  for (const { outcome, backend = null } of results) {
    const last = runs.at(-1);
    if (last?.outcome === outcome && last.backend === backend) last.count += 1;
    else runs.push({ outcome, backend, count: 1 });
  }
  return {
    startedAt: new Date(first.sentAt).toISOString(),
    everyMs,
    marks: marks.map(({ at, text }) => ({ atMs: Math.round(at - first.sentAt), text })),
    runs,
  };
}
