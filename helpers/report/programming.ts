import type { Programmed, Programming, RequirementResult } from './results.ts';

/** Each time that a node took to follow a change. Only requirements that came to a judgement count. */
export function measuredOf(results: readonly RequirementResult[]): Programmed[] {
  return results
    .filter(({ verdict }) => verdict === 'passed' || verdict === 'failed')
    .flatMap(({ cells }) => cells.flatMap(({ programmed }) => programmed ?? []));
}

/** What each node took to follow changes, by node and clock. */
export function programmingOf(results: readonly RequirementResult[]): Programming[] {
  const groups = Map.groupBy(measuredOf(results), ({ node, clock }) => JSON.stringify([node, clock]));
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => summaryOf(group));
}

function summaryOf(group: readonly Programmed[]): Programming[] {
  const [first] = group;
  if (!first) return [];
  const times = group.map(({ ms }) => ms).sort((a, b) => a - b);
  const middle = (times.length - 1) / 2;
  const [low = 0, high = 0, worst = 0] = [times[Math.floor(middle)], times[Math.ceil(middle)], times.at(-1)];
  const { node, clock } = first;
  return [{ node, clock, count: times.length, medianMs: (low + high) / 2, worstMs: worst }];
}
