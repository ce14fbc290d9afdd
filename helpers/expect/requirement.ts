import { test } from '@jest/globals';
import { REQUIREMENT_MS } from '../bounds.ts';
import { tokens } from '../probe/token.ts';
import { writeRecord } from '../report/records.ts';
import { type RequirementId, requirementOf } from '../requirements.ts';
import { readRunContext } from '../run/context.ts';
import { Inconclusive } from './inconclusive.ts';
import { type Body, judged } from './judged.ts';
import { missingOutside, unmetNeed } from './needs.ts';

/** Jest's own limit only backs up ours, which ends with a verdict, by so many ms. */
const BACKED_UP_MS = 10_000;

/**
 * The spec of one requirement, titled with its sentence. Specs of a file run side by side.
 * Its verdict is the record that this leaves for the run; Jest is told of it, and decides nothing.
 * @param within all of its waits together, in ms; more than REQUIREMENT_MS only where a cluster itself takes minutes.
 */
export function requirement(id: RequirementId, body: Body, within: number = REQUIREMENT_MS): void {
  const run = readRunContext();
  const entry = requirementOf(id);
  const title = `${id} ${entry.sentence}`;
  if (!run.selected.includes(id)) {
    test.skip(title, () => {});
    return;
  }
  const spec = async () => {
    const doubt = missingOutside(entry.needs, run.cluster);
    const inDoubt = () => Promise.reject(new Inconclusive(`${id}: ${doubt}`));
    const unmet = unmetNeed(entry.needs, run.cluster);
    const result = await judged(entry, tokens(run.nonce), unmet, doubt === undefined ? body : inDoubt, within);
    writeRecord(run.recordsDir, result);
    if (result.verdict === 'failed' || result.verdict === 'inconclusive') throw new Error(result.explanation);
  };
  test.concurrent(title, spec, within + BACKED_UP_MS);
}
