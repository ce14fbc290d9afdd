/**
 * `npm run bench:faults [-- NAME…]`: every fault and every condition of the reference cluster with the whole catalogue, or those
 * that are named. Each is kept in docs/reference-faults.json when it has ended, in place of its last run.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CONDITIONS } from '../cluster/reference/conditions/all.ts';
import { FAULTS } from '../cluster/reference/faults/all.ts';
import { writeAtomically } from '../report/atomic-file.ts';
import { compareText, type FaultRun } from './fault-figures.ts';
import { idsOf } from './plan/ids-of.ts';
import { PlanPool } from './plan/plan-pool.ts';
import { runningCommit } from './running-commit.ts';

const RESULTS = fileURLToPath(new URL('../../docs/reference-faults.json', import.meta.url));
const NODES = 3;

const asked = process.argv.slice(2);
const known = Object.keys({ ...FAULTS, ...CONDITIONS });
const unknown = asked.find((name) => !known.includes(name));
if (unknown !== undefined)
  throw new Error(`there is no fault and no condition ${unknown}: look into helpers/cluster/reference/faults`);
const commit = runningCommit();
await using pool = new PlanPool();
await Promise.all(
  (asked.length > 0 ? asked : known).map(async (name) => {
    const { passed, failed, unsound } = await pool.plan({ nodes: NODES, focus: [], fault: name });
    const cannotTell = idsOf(unsound).filter((id) => !failed.includes(id));
    const { mustFail = [], cannotTell: expected = [], byChance = [], othersMayFail = false } = FAULTS[name] ?? {};
    const run: FaultRun = {
      name,
      at: new Date().toISOString(),
      commit,
      failed: failed.toSorted(),
      cannotTell,
      passed: passed.length,
    };
    const others = (JSON.parse(readFileSync(RESULTS, 'utf8')) as FaultRun[]).filter((each) => each.name !== name);
    const all = [...others, run].sort((a, b) => compareText(a.name, b.name));
    writeAtomically(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
    const accused = othersMayFail ? [] : failed.filter((id) => ![...mustFail, ...byChance].includes(id));
    const differenceOfOthers = [
      ...difference('fails and must not', accused, []),
      ...difference('is expected to be in doubt', expected, cannotTell),
      ...difference('is in doubt', cannotTell, [...expected, ...byChance]),
    ];
    const differs = [
      ...difference('must fail and does not', mustFail, failed),
      ...(othersMayFail ? [] : differenceOfOthers),
    ];
    if (differs.length > 0) process.exitCode = 1;
    console.log(
      `${name}: ${failed.length} failed, ${cannotTell.length} could not tell${differs.map((each) => `; ${each}`).join('')}`,
    );
    const told = [...cannotTell, ...accused];
    for (const line of unsound.filter((each) => told.some((id) => each.startsWith(`${id}:`)))) console.log(`  ${line}`);
  }),
);

function difference(words: string, some: readonly string[], others: readonly string[]): string[] {
  const only = some.filter((id) => !others.includes(id));
  return only.length > 0 ? [`${words}: ${only.join(', ')}`] : [];
}
