import { formatDuration } from '../duration.ts';
import { oneLine } from '../plain-text.ts';
import { CLOCKS } from '../programming-table.ts';
import type { RunReport, Verdict } from '../results.ts';
import { ruledText } from '../table.ts';
import { paintVerdict } from '../terminal-row.ts';
import type { TerminalStyle } from '../terminal-style.ts';
import { VERDICT_MARKS } from '../verdict-mark.ts';
import type { Change, Comparison, Latency, Pair } from './compare.ts';

/** One of the two, and where it was read from. */
export interface Side {
  readonly path: string;
  readonly report: RunReport;
}

const ID_WIDTH = 11;
/** Of `inconclusive → not checked`. */
const STEP_WIDTH = 27;

/** Two runs for a terminal; the last line says whether anything got worse. */
export function comparisonText(a: Side, b: Side, comparison: Comparison, style: TerminalStyle): string {
  const { facts, changes, only, latencies, durations } = comparison;
  const parts = [
    [headline('A', a, style), headline('B', b, style)].join('\n'),
    facts.length > 0 &&
      table(
        'what differs',
        facts.map(({ name, a: one, b: other }) => [name, one, other]),
      ),
    changes.length > 0 &&
      ['verdicts that changed', '', ...changes.flatMap((change) => changeLines(change, style))].join('\n'),
    [onlyIn('A', only.a), onlyIn('B', only.b)].filter(Boolean).join('\n'),
    table(
      'programming latency, all nodes together: median, worst, times',
      latencies.map(({ name, a: one, b: other }) => {
        const { since } = CLOCKS[name as keyof typeof CLOCKS];
        return [`since ${since}`, latencyInWords(one), latencyInWords(other)];
      }),
    ),
    table('how long it took', durations.map(durationRow)),
    lastLine(comparison, style),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function headline(name: string, { path, report }: Side, style: TerminalStyle): string {
  const { verdict, cluster, startedAt, totals } = report;
  const where = cluster ? `Kubernetes ${cluster.kubernetesVersion}, ${cluster.proxyMode}` : 'no cluster';
  const word = paintVerdict(verdict, `${VERDICT_MARKS[verdict]} ${verdict}`, style);
  return `${name}  ${word}, ${totals.passed} of ${report.requirements.length} passed: ${oneLine(where)}, ${startedAt} (${path})`;
}

function table(title: string, rows: readonly string[][]): string {
  return ruledText({ title, columns: ['', 'A', 'B'], rows: rows.map((row) => [...row]) });
}

function changeLines({ id, sentence, a, b, reason, worse }: Change, style: TerminalStyle): string[] {
  const step = `${a ?? 'not checked'} → ${b ?? 'not checked'}`.padEnd(STEP_WIDTH);
  const mark = worse ? '✗' : b === 'passed' ? '✓' : ' ';
  const state: Verdict = worse ? 'failed' : b === 'passed' ? 'passed' : 'inconclusive';
  const why = oneLine(reason);
  const was = b === 'passed' || b === null ? 'was: ' : '';
  return [
    `${paintVerdict(state, mark, style)} ${id.padEnd(ID_WIDTH)} ${paintVerdict(state, step, style)} ${oneLine(sentence)}`,
    ...(why ? [`    ${was}${why}`] : []),
  ];
}

function onlyIn(name: string, ids: readonly string[]): string {
  return ids.length > 0 ? `checked only in ${name}: ${ids.join(', ')}` : '';
}

function latencyInWords(latency: Latency | null): string {
  if (!latency) return 'not measured';
  const { medianMs, worstMs, count } = latency;
  return `${formatDuration(medianMs)}, ${formatDuration(worstMs)}, ${count}`;
}

function durationRow({ name, a, b }: Pair<number>): string[] {
  return [name, ...[a, b].map((ms) => (ms === null ? '–' : formatDuration(ms)))];
}

function lastLine({ changes, same }: Comparison, style: TerminalStyle): string {
  const worse = changes.filter((change) => change.worse);
  const counts = `${worse.length} worse, ${changes.length - worse.length} otherwise changed, ${same} the same`;
  if (worse.length === 0) return `${paintVerdict('passed', style.colors.bold('nothing got worse:'), style)} ${counts}`;
  const ids = worse.map(({ id }) => id).join(', ');
  return `${paintVerdict('failed', style.colors.bold('worse:'), style)} ${ids} passed in A and did not in B; ${counts}`;
}
