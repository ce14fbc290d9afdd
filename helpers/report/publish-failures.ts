import type { Requirement } from '../catalogue/requirement.ts';
import { readFailureFiles, removeFailures, writeFailureFiles } from './failure-files.ts';
import { secondAttempts } from './records.ts';
import type { RequirementResult, RunReport } from './results.ts';

/**
 * Writes `failures/ID/` into the report's folder for every requirement that failed or is inconclusive: what its spec gathered in
 * `recordsDir`, if it came so far, and what the report itself says of it. What an earlier run left there is removed.
 */
export function publishFailures(
  dir: string,
  recordsDir: string,
  report: Pick<RunReport, 'requirements'>,
  catalogue: readonly Requirement[],
): void {
  removeFailures(dir);
  for (const result of report.requirements) {
    if (result.verdict !== 'failed' && result.verdict !== 'inconclusive') continue;
    const entry = catalogue.find(({ id }) => id === result.id);
    writeFailureFiles(dir, result.id, {
      ...readFailureFiles(result.firstAttempt ? secondAttempts(recordsDir) : recordsDir, result.id),
      'requirement.json': `${JSON.stringify(aboutRequirement(result, entry), null, 2)}\n`,
      'diagnosis.txt': diagnosisText(result),
    });
  }
}

function aboutRequirement(result: RequirementResult, entry: Requirement | undefined): object {
  const { id, level, sentence, verdict, reason, explanation, notes, startedAt, durationMs } = result;
  const { source, upstream, catches } = entry ?? {};
  return {
    ...{ id, level, sentence, source, upstream, catches },
    ...{ verdict, reason, explanation, notes, startedAt, durationMs },
  };
}

function diagnosisText({ diagnosis, reason }: RequirementResult): string {
  const lines = diagnosis.length > 0 ? diagnosis : ['no diagnosis: the facts do not say more than the reason does'];
  return `${[reason, '', ...lines].join('\n')}\n`;
}
