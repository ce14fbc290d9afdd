import { type Comparison, compare } from '../report/compare/compare.ts';
import { comparisonText, type Side } from '../report/compare/comparison-text.ts';
import { readReport, UnreadableReport } from '../report/read-report.ts';
import type { TerminalStyle } from '../report/terminal-style.ts';
import { UsageError } from './usage-error.ts';

export interface Compared {
  readonly text: string;
  /** 1 if a requirement that passed in A does not pass in B, else 0. */
  readonly exitCode: 0 | 1;
}

/** Two reports side by side. @throws {UsageError} with a line for each file that is no report */
export function compareReports([a, b]: readonly [string, string], style: TerminalStyle): Compared {
  const read = [a, b].map(sideOf);
  const [was, is] = read;
  if (!was || !is || 'problem' in was || 'problem' in is) {
    throw new UsageError(read.flatMap((each) => ('problem' in each ? each.problem : [])).join('\n'));
  }
  const comparison: Comparison = compare(was.report, is.report);
  const exitCode = comparison.changes.some(({ worse }) => worse) ? 1 : 0;
  return { text: comparisonText(was, is, comparison, style), exitCode };
}

function sideOf(path: string): Side | { readonly problem: string } {
  try {
    return { path, report: readReport(path) };
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error;
    return { problem: `--compare: ${error.message}` };
  }
}
