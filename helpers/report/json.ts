import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import type { RunReport } from './results.ts';
import { problemsOf } from './schema.ts';

/** The report as it is written. */
export function reportText(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Writes `report.json` into `dir`, which is made if need be, and returns its path. Throws InvalidReportError, and writes nothing, unless it is as report.schema.json says. */
export function writeReport(dir: string, report: RunReport): string {
  const text = reportText(report);
  const problems = problemsOf('report', JSON.parse(text));
  if (problems) throw new InvalidReportError(problems);
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'report.json');
  writeAtomically(path, text);
  return path;
}

/** The report is not what its schema promises: a defect of the suite. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';

  constructor(problems: string) {
    super(`the report does not match helpers/report/report.schema.json, so it was not written: ${problems}`);
  }
}
