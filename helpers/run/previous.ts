import { readReport, UnreadableReport } from '../report/read-report.ts';
import type { RunReport } from '../report/results.ts';
import { UsageError } from './usage-error.ts';

/** The ids that failed or were inconclusive in the report at `path`. Throws UsageError where there is no such report, or no such id. */
export function lastFailed(path: string, ids: readonly string[]): string[] {
  const report = previous(path);
  const again = report.requirements.filter(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  const known = ids.filter((id) => again.some((result) => result.id === id));
  if (known.length === 0) throw new UsageError(`--last-failed: nothing failed or was inconclusive in ${path}`);
  return known;
}

function previous(path: string): RunReport {
  try {
    return readReport(path);
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error;
    throw new UsageError(`--last-failed: ${error.message}; run npm start first`, { cause: error });
  }
}
