export interface Share {
  readonly probes: number;
  /** Those that ended as they had to. */
  readonly good: number;
}

/** All probes of these ways together. */
export function shareOf(ways: readonly Share[]): Share {
  return ways.reduce((sum, { probes, good }) => ({ probes: sum.probes + probes, good: sum.good + good }), {
    probes: 0,
    good: 0,
  });
}

/** Something was sent, and all of it ended as it had to. */
export function allGood({ probes, good }: Share): boolean {
  return probes > 0 && good === probes;
}

/** So many probes at least were sent, since one may have been lost, and none ended as it had to. */
export function noneGood({ probes, good }: Share, least = 2): boolean {
  return probes >= least && good === 0;
}
