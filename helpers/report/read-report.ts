import { readFileSync } from 'node:fs';
import type { RunReport } from './results.ts';
import { problemsOf } from './schema.ts';

/** Of what keeps a file from being a report, in characters: the first problems tell enough. */
const PROBLEMS_LENGTH = 300;

/** The version that this suite writes and reads. */
const SCHEMA_VERSION: RunReport['schemaVersion'] = 1;

/** A file holds no report that can be read; its message names the file and why, in one line. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
}

/** The report in a file. @throws {UnreadableReport} where there is none, it is not JSON, not a report, or one of another version */
export function readReport(path: string): RunReport {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UnreadableReport(`${path} can't be read (${(cause as Error).message})`, { cause });
  }
  const { schemaVersion } = Object(report);
  if (typeof schemaVersion === 'number' && schemaVersion !== SCHEMA_VERSION)
    throw new UnreadableReport(
      `${path} is a report of schemaVersion ${schemaVersion}, and this suite reads ${SCHEMA_VERSION}: use the version that wrote it`,
    );
  const problems = problemsOf('report', report);
  if (problems) throw new UnreadableReport(`${path} is no report of this version: ${shortened(problems)}`);
  return report as RunReport;
}

function shortened(problems: string): string {
  return problems.length > PROBLEMS_LENGTH ? `${problems.slice(0, PROBLEMS_LENGTH)}…` : problems;
}
