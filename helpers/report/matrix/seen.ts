import { OUTCOMES } from '../../probe/probe.ts';
import type { Cell, OutcomeCounts } from '../results.ts';

/** What a cell is about: a target that has to answer, one that must not, or traffic while something changes. */
export const SORTS = ['answer', 'silence', 'traffic'] as const;
export type Sort = (typeof SORTS)[number];

/** What several cells of one sort saw together. */
export interface Seen {
  readonly cells: number;
  /** Cells of which the expected came. */
  readonly asExpected: number;
  /** False if anything else came of one of them; null if one was never judged. */
  readonly holds: boolean | null;
  readonly probes: number;
  readonly outcomes: OutcomeCounts;
  /** How many of its backends the cell with the fewest reached; null where no cell had to reach every one. */
  readonly backends: { readonly reached: number; readonly of: number } | null;
}

export function sortOf({ control, timeline }: Cell): Sort {
  if (timeline) return 'traffic';
  return control ? 'silence' : 'answer';
}

export function worstOf(verdicts: readonly (boolean | null)[]): boolean | null {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}

/** All of the cells as one; null if there is none. */
export function seenBy(cells: readonly Cell[]): Seen | null {
  if (cells.length === 0) return null;
  const outcomes: OutcomeCounts = {};
  for (const outcome of OUTCOMES) {
    const count = cells.reduce((sum, cell) => sum + (cell.outcomes[outcome] ?? 0), 0);
    if (count > 0) outcomes[outcome] = count;
  }
  return {
    cells: cells.length,
    asExpected: cells.filter(({ holds }) => holds === true).length,
    holds: worstOf(cells.map(({ holds }) => holds)),
    probes: cells.reduce((sum, { probes }) => sum + probes, 0),
    outcomes,
    backends: fewestBackends(cells),
  };
}

/** Only a cell with a chance to miss one claims anything about every backend. */
function fewestBackends(cells: readonly Cell[]): Seen['backends'] {
  const shares = cells.flatMap(({ missChance, path, backends }) => {
    const names = Object.keys(path?.backends ?? {});
    if (missChance === null || names.length === 0) return [];
    return [{ reached: names.filter((name) => (backends[name] ?? 0) > 0).length, of: names.length }];
  });
  return shares.sort((a, b) => a.reached / a.of - b.reached / b.of)[0] ?? null;
}
