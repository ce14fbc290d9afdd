import { readFileSync } from 'node:fs';
import type { RunReport } from '../report/results.ts';
import { problemsOf } from '../report/schema.ts';
import { UsageError } from './usage-error.ts';

/** The ids that failed or were inconclusive in the report at `path`. Throws UsageError where there is no such report, or no such id. */
export function lastFailed(path: string, ids: readonly string[]): string[] {
  const report = readReport(path);
  const again = report.requirements.filter(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  const known = ids.filter((id) => again.some((result) => result.id === id));
  if (known.length === 0) throw new UsageError(`--last-failed: nothing failed or was inconclusive in ${path}`);
  return known;
}

function readReport(path: string): RunReport {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--last-failed: ${path} can't be read (${(error as Error).message}); run npm start first`, {
      cause: error,
    });
  }
  const problems = problemsOf('report', report);
  if (problems) throw new UsageError(`--last-failed: ${path} is no report of this version: ${problems}`);
  return report as RunReport;
}
