import type { RequirementResult } from '../../results.ts';

/** The backends on one node that some client had to reach, and how many of them one did not. */
export interface NodeBackends {
  readonly node: string;
  readonly count: number;
  readonly missed: number;
}

/** Only cells that claim to see every backend count. */
export function backendsOf(results: readonly RequirementResult[]): NodeBackends[] {
  const cells = results.flatMap((result) => result.cells).filter(({ missChance }) => missChance !== null);
  const nodes = new Map(cells.flatMap(({ path }) => Object.entries(path?.backends ?? {})));
  const missed = new Set(
    cells.flatMap(({ path, backends }) => Object.keys(path?.backends ?? {}).filter((name) => !backends[name])),
  );
  const groups = Map.groupBy(nodes.keys(), (name) => nodes.get(name) ?? '');
  return [...groups].map(([node, names]) => ({
    ...{ node, count: names.length },
    missed: names.filter((name) => missed.has(name)).length,
  }));
}
