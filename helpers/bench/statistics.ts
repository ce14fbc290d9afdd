/** The least, the middle and the largest of some figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Throws where there are no figures: nothing measured is no zero. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined || low === undefined || high === undefined)
    throw new Error('nothing was measured');
  return { min, median: (low + high) / 2, max };
}
