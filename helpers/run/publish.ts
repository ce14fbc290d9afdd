import { join } from 'node:path';
import { annotations } from '../report/annotations.ts';
import { writeReport } from '../report/json.ts';
import { writeJunit } from '../report/junit.ts';
import { publishFailures } from '../report/publish-failures.ts';
import type { RunReport } from '../report/results.ts';
import { requirementRow } from '../report/terminal-row.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { summary } from '../report/terminal-summary.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { notWritten } from './report-folder.ts';

/**
 * Prints the report's end and writes its files. Rows were printed as their records came, so only those without a record are
 * printed here.
 * @throws where the folder can't be written, after everything has been printed.
 */
export function publish(report: RunReport, dir: string, recordsDir: string, env: NodeJS.ProcessEnv): void {
  const style = terminalStyle();
  // Where no cluster came up one error says it all.
  const unrecorded = report.requirements.filter(({ reason }) => reason.startsWith('no verdict was recorded'));
  if (report.cluster) for (const result of unrecorded) console.log(requirementRow(result, style));
  console.log(`\n${summary(report, join(dir, 'report.json'), style)}`);
  if (env.GITHUB_ACTIONS === 'true') for (const line of annotations(report)) console.log(line);
  try {
    writeReport(dir, report);
    writeJunit(dir, report);
    publishFailures(dir, recordsDir, report, REQUIREMENTS);
  } catch (error) {
    throw notWritten(dir, error);
  }
}
