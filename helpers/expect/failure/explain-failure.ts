import { diagnose } from '../../report/diagnosis/diagnose.ts';
import { writeFacts, writeFailureFiles } from '../../report/failure-files.ts';
import type { RunContext } from '../../run/context.ts';
import type { Explain } from '../judged.ts';
import { gatherFailure } from './gather.ts';

/** Gathers about a failure what can be had, leaves it beside the run's records, and says what the facts say of its cause. */
export function explainFailure(run: RunContext, token: () => string): Explain {
  return async ({ id }, { observed }) => {
    const { facts, files } = await gatherFailure({ id, run, observed, token });
    writeFailureFiles(run.recordsDir, id, files);
    writeFacts(run.recordsDir, facts);
    return diagnose(facts);
  };
}
