import { dirname, join } from 'node:path';
import { changedBounds } from './changed-bounds.ts';
import { formatDuration } from './duration.ts';
import { FAILURES } from './failure-files.ts';
import { oneLine, plainText } from './plain-text.ts';
import { programmingTable } from './programming-table.ts';
import type { RequirementResult, RunReport } from './results.ts';
import { ruledText } from './table.ts';
import { MATRIX_LEGEND, terminalMatrix } from './terminal-matrix.ts';
import { paintVerdict } from './terminal-row.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { waivedInWords } from './waivers.ts';

/** What a terminal shows after the rows: contrast, programming latency, client by target, changed bounds, features, what was skipped, what was asked again, errors, where the report is, and the verdict as the last line. */
export function summary(report: RunReport, reportPath: string, style: TerminalStyle): string {
  const { colors } = style;
  const skipped = coreFirst(report.requirements.filter((result) => result.verdict === 'skipped'));
  return [
    ...[report.contrast, programmingTable(report)].flatMap((table) => (table ? [ruledText(table)] : [])),
    ...matrix(report),
    ...facts(report),
    ...block('skipped:', skippedLines(skipped)),
    ...block('waived:', waivedLines(report.requirements)),
    ...block('asked again, since at first only the suite was held up:', secondAttemptLines(report.requirements)),
    ...block(colors.red('errors:'), report.errors.map(indentedAfterFirst)),
    ...(report.notice === null ? [] : [colors.bold(report.notice)]),
    reportLine(report, reportPath),
    lastLine(report, skipped, style),
  ].join('\n\n');
}

/** The same where nobody asked for more than the failures, which stand above: what the run could not do, and the verdict. */
export function quietSummary(report: RunReport, style: TerminalStyle): string {
  const skipped = report.requirements.filter((result) => result.verdict === 'skipped');
  const errors = block(style.colors.red('errors:'), report.errors.map(indentedAfterFirst));
  const notice = report.notice === null ? [] : [report.notice];
  return [...errors, ...notice, lastLine(report, skipped, style)].join('\n');
}

function matrix(report: RunReport): string[] {
  const table = terminalMatrix(report);
  return table ? [`${ruledText(table)}\n${MATRIX_LEGEND}`] : [];
}

/** Where the report is, and what was gathered about what did not pass. */
function reportLine({ totals }: RunReport, reportPath: string): string {
  const failures = totals.failed + totals.inconclusive > 0;
  return `report: ${reportPath}${failures ? `, and ${join(dirname(reportPath), FAILURES, 'ID')}/ for each that did not pass` : ''}`;
}

/** Bounds that differ from their defaults, and features, a line each. */
function facts({ bounds, features }: RunReport): string[] {
  const changed = changedBounds(bounds).map(({ name, ms, defaultMs }) => {
    return `${name} ${formatDuration(ms)} instead of ${formatDuration(defaultMs)}`;
  });
  const named = (wanted: boolean | null) =>
    features.filter(({ supported }) => supported === wanted).map(({ name }) => name);
  const lines = [
    ['bounds changed', changed],
    ['features supported', named(true)],
    ['features not supported', named(false)],
    ['features in doubt', named(null)],
  ] as const;
  const text = lines
    .flatMap(([title, items]) => (items.length > 0 ? [`${title}: ${items.join(', ')}`] : []))
    .join('\n');
  return text === '' ? [] : [text];
}

function coreFirst(results: readonly RequirementResult[]): RequirementResult[] {
  return [...results].sort((a, b) => (a.level === b.level ? 0 : a.level === 'core' ? -1 : 1));
}

function skippedLines(skipped: readonly RequirementResult[]): string[] {
  const idWidth = Math.max(...skipped.map(({ id }) => id.length));
  return skipped.map(({ id, level, reason }) => `${level.padEnd(8)}  ${id.padEnd(idWidth)}  ${oneLine(reason)}`);
}

function waivedLines(results: readonly RequirementResult[]): string[] {
  return results.flatMap(({ id, verdict, waived }) => (waived ? [`${verdict}  ${id}  ${waivedInWords(waived)}`] : []));
}

function secondAttemptLines(results: readonly RequirementResult[]): string[] {
  return results.flatMap(({ id, verdict, firstAttempt }) =>
    firstAttempt ? [`${verdict}  ${id}  at first: ${oneLine(firstAttempt.reason).replace(`${id}: `, '')}`] : [],
  );
}

function waivedCount({ requirements }: RunReport, verdict: RequirementResult['verdict']): string {
  const count = requirements.filter((each) => each.verdict === verdict && each.waived).length;
  return count > 0 ? ` (${count} waived)` : '';
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [[title, ...lines.map((line) => `  ${line}`)].join('\n')] : [];
}

/** An error may end in the last lines of a node's log. */
function indentedAfterFirst(error: string): string {
  return plainText(error).trim().replaceAll('\n', '\n    ');
}

function lastLine(report: RunReport, skipped: readonly RequirementResult[], style: TerminalStyle): string {
  const { passed, failed, inconclusive } = report.totals;
  const counts = [
    `${passed} passed${atSecondAttempt(report)}`,
    `${failed} failed${waivedCount(report, 'failed')}`,
    `${inconclusive} inconclusive${waivedCount(report, 'inconclusive')}`,
    skippedInWords(skipped),
  ];
  const verdict = paintVerdict(report.verdict, style.colors.bold(`${report.verdict}:`), style);
  const again = failed + inconclusive > 0 ? '; to repeat only those: npm start -- --last-failed' : '';
  return `${verdict} ${counts.join(', ')} in ${formatDuration(report.durationMs)}${again}`;
}

function atSecondAttempt({ requirements }: RunReport): string {
  const count = requirements.filter(({ verdict, firstAttempt }) => verdict === 'passed' && firstAttempt).length;
  return count > 0 ? ` (${count} at the second attempt)` : '';
}

function skippedInWords(skipped: readonly RequirementResult[]): string {
  const core = skipped.filter((result) => result.level === 'core').length;
  const parts = [core > 0 && `${core} core`, skipped.length > core && `${skipped.length - core} extended`].filter(
    Boolean,
  );
  return `${skipped.length} skipped${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}
