import { test } from '@jest/globals';
import { FAILURE_GATHERED_MS, REQUIREMENT_MS } from '../bounds.ts';
import { tokens } from '../probe/token.ts';
import { writeProvisional, writeRecord } from '../report/records.ts';
import { type RequirementId, requirementOf } from '../requirements.ts';
import { readRunContext } from '../run/context.ts';
import { explainFailure } from './failure/explain-failure.ts';
import { Inconclusive } from './inconclusive.ts';
import { type Body, type Explain, judged } from './judged.ts';
import { missingOutside, unmetNeed } from './needs.ts';
import { addSpec } from './spec-file.ts';

/** Jest's own limit only backs up ours, which ends with a verdict and what was gathered about it, by so many ms. */
const BACKED_UP_MS = FAILURE_GATHERED_MS + 10_000;

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
    const token = tokens(run.nonce);
    let provisional: string | undefined;
    const explain: Explain = (result, check) => {
      provisional = writeProvisional(run.recordsDir, result);
      return explainFailure(run, token)(result, check);
    };
    const doubt = missingOutside(entry.needs, run.cluster);
    const inDoubt = () => Promise.reject(new Inconclusive(`${id}: ${doubt}`));
    const unmet = unmetNeed(entry.needs, run.cluster);
    const result = await judged(entry, token, unmet, doubt === undefined ? body : inDoubt, within, explain);
    writeRecord(run.recordsDir, result, provisional);
    if (result.verdict === 'failed' || result.verdict === 'inconclusive') throw new Error(result.explanation);
  };
  addSpec({ id, title, run: spec, limitMs: within + BACKED_UP_MS });
}
