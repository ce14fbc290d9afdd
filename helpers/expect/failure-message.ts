/** The text of a failed or undecidable expectation: who asked, whom, what was expected, what came, and how to repeat it. */
import type { ProbeResult } from '../probe/probe.ts';
import { countsInWords } from '../report/counts-in-words.ts';
import type { Continuity, Evidence, Sampling, Silence } from './observation.ts';

/** Lines of one kind of detail at most; the counts before them say how many there were. */
const DETAIL_LINES = 4;

/** One character a probe in the order sent: `.` as expected, else the outcome's initial. */
function timeline(results: readonly ProbeResult[], holds: (result: ProbeResult) => boolean): string {
  const marks = results.map((result) => (holds(result) ? '.' : result.outcome.charAt(0))).join('');
  const good = results.filter(holds).length;
  return `${marks} (${good} of ${results.length} as expected; . as expected, else the outcome's initial)`;
}

function inTheirWords(results: readonly ProbeResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { outcome, detail } of results) {
    if (!detail) continue;
    const line = `${outcome}: ${detail.replace(/\b\d+ (ms|milliseconds)\b/g, '… $1')}`; // else each would be its own kind
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].slice(0, DETAIL_LINES).map(([line, count]) => `  ${count} x ${line}`);
}

function evidenceLines(evidence: Evidence | null): string[] {
  if (!evidence) return [];
  return [
    'pod IPs, asked directly (if they fail too it is the pod network, not the Service):',
    ...evidence.podIPs.map((line) => `  ${line}`),
    'EndpointSlices then:',
    ...evidence.endpointSlices.map((line) => `  ${line}`),
  ];
}

function spanMs(results: readonly ProbeResult[]): number {
  const first = results[0];
  const last = results.at(-1);
  return first && last ? Math.round(last.sentAt + last.totalMs - first.sentAt) : 0;
}

/**
 * The whole text for one observation of traffic. `problem` is its first line's end: what is wrong, in a few words.
 * `holds` says of each probe whether it was as expected.
 */
export function trafficMessage(
  observed: Sampling | Silence | Continuity,
  problem: string,
  results: readonly ProbeResult[],
  holds: (result: ProbeResult) => boolean,
): string {
  const { cell } = observed;
  const backends = Object.entries(cell.backends).map(([name, count]) => `${name} ${count}`);
  const lines = [
    `expected: ${cell.expected}`,
    `seen: ${cell.probes} probes in ${spanMs(results)} ms: ${countsInWords(cell.outcomes)}${backends.length > 0 ? `; by backend: ${backends.join(', ')}` : ''}`,
    ...inTheirWords(results),
    `timeline: ${timeline(results, holds)}`,
    ...(cell.control ? [`control: ${cell.control.target}: ${countsInWords(cell.control.outcomes)}`] : []),
    ...evidenceLines(observed.evidence),
    `repeat: ${cell.repeat}`,
  ];
  return [
    `${observed.requirement}: ${cell.client} -> ${cell.target}: ${problem}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}
