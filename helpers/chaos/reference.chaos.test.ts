/** The whole catalogue on the reference cluster while its API is in trouble: nothing is accused, nothing hangs, nothing is left behind. */
import { openSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FAILURE_GATHERED_MS, REQUIREMENT_MS } from '../bounds.ts';
import { parseOptions } from '../run/options.ts';
import { chaosRun, undisturbing } from './chaos-run.ts';
import { wrongs } from './judge.ts';
import { TROUBLE_KINDS, type TroubleKind } from './troubles.ts';

const AT_MOST_MS = 600_000;
/** Of all verdicts: with less the suite would only be in doubt, and prove nothing. */
const TOLD = 0.6;

const printTo = openSync('/dev/null', 'w');

test.each([
  ...TROUBLE_KINDS.map((kind) => [[kind], 0.2, 1] as const),
  ...[1, 2, 3].map((seed) => [TROUBLE_KINDS, 0.1, seed] as const),
])(
  '%j of %d of all requests, seed %d',
  async (kinds: readonly TroubleKind[], share: number, seed: number) => {
    const options = parseOptions(['--cluster', 'reference'], {});
    const run = await chaosRun({ options, plan: { seed, kinds, share }, selected: undisturbing(), printTo });
    const { requirements, totals } = run.report;
    expect(wrongs(run)).toEqual([]);
    for (const kind of kinds) expect(run.troubles[kind]).toBeGreaterThan(10);
    expect(totals.passed / (totals.passed + totals.inconclusive)).toBeGreaterThan(TOLD);
    // One that hung would have been ended by its bound, which is the longest that a requirement has.
    for (const { durationMs } of requirements) expect(durationMs).toBeLessThan(REQUIREMENT_MS + FAILURE_GATHERED_MS);
  },
  AT_MOST_MS,
);
