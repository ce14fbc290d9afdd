import { join } from 'node:path';
import { annotations } from '../report/annotations.ts';
import { writeReport } from '../report/json.ts';
import { writeJunit } from '../report/junit.ts';
import { appendStepSummary, writeSummary } from '../report/markdown.ts';
import { writePage } from '../report/page/page.ts';
import { publishFailures } from '../report/publish-failures.ts';
import type { RunReport } from '../report/results.ts';
import { requirementRow } from '../report/terminal-row.ts';
import { quietSummary, summary } from '../report/terminal-summary.ts';
import { REQUIREMENTS } from '../requirements.ts';
import type { Output } from './output.ts';
import { notWritten } from './report-folder.ts';

/**
 * Prints the report's end and writes its files. Rows were printed as their records came, so only those without a record are
 * printed here.
 * @throws where the folder can't be written, after everything has been printed.
 */
export function publish(
  report: RunReport,
  { dir, recordsDir }: { readonly dir: string; readonly recordsDir: string },
  { stream, style, progress }: Pick<Output, 'stream' | 'style' | 'progress'>,
  env: NodeJS.ProcessEnv,
): void {
  const print = (text: string) => stream.write(`${text}\n`);
  // Where no cluster came up one error says it all.
  const unrecorded = report.requirements.filter(({ reason }) => reason.startsWith('no verdict was recorded'));
  if (report.cluster) for (const result of unrecorded) print(requirementRow(result, style));
  print(progress === 'quiet' ? quietSummary(report, style) : `\n${summary(report, join(dir, 'report.json'), style)}`);
  if (env.GITHUB_ACTIONS === 'true') for (const line of annotations(report)) print(line);
  try {
    writeReport(dir, report);
    writeJunit(dir, report);
    publishFailures(dir, recordsDir, report, REQUIREMENTS);
    writePage(dir, report);
    writeSummary(dir, report);
  } catch (error) {
    throw notWritten(dir, error);
  }
  appendStepSummary(report, env);
}
