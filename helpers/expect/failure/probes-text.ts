/** The failing observations for people: who asked whom, what had to come, and probe after probe what came, in the probe's own words. */
import { stringify } from 'yaml';
import type { ProbeResult } from '../../probe/probe.ts';
import { countsInWords } from '../../report/counts-in-words.ts';
import type { LookFacts, PlaceFacts, TargetFacts } from '../../report/failure-facts.ts';
import type { Asked, Fields } from '../observation.ts';
import { isWrong, wrongOf } from './concerned.ts';
import { resultsOf } from './observation-facts.ts';

/** Lines of one timeline at most: its first and its last ones. */
const MOST_LINES = 200;

export function probesText(asked: readonly Asked[], fields: readonly Fields[], looks: readonly LookFacts[]): string {
  const wrong = wrongOf(asked);
  const fine = asked.filter((each) => !wrong.includes(each));
  const sections = [
    ...wrong.map(observationText),
    ...fields.filter(({ cell }) => cell.holds !== true).map(fieldsText),
    looks.length > 0 ? ['looked again afterwards, one probe each:', ...looks.map(lookLine)].join('\n') : '',
    fine.length > 0 ? ['what the same requirement saw elsewhere:', ...fine.map(fineLine)].join('\n') : '',
  ].filter(Boolean);
  return `${sections.length > 0 ? sections.join('\n\n') : 'nothing was observed'}\n`;
}

function observationText(asked: Asked): string {
  const { cell, evidence, kind } = asked.observation;
  const marks = kind === 'continuity' ? asked.observation.marks.map(({ at, text }) => `  ${clock(at)}  ${text}`) : [];
  const controls = kind === 'silence' ? asked.observation.pairs.map(({ control }) => control) : [];
  return [
    `${cell.client} -> ${cell.target}`,
    `expected: ${cell.expected}`,
    `seen: ${cell.probes} probes: ${countsInWords(cell.outcomes)}${isWrong(asked) ? '' : '; not judged'}`,
    ...(cell.control ? [`control: ${cell.control.target}: ${countsInWords(cell.control.outcomes)}`] : []),
    'timeline:',
    ...timeline(resultsOf(asked)),
    ...(marks.length > 0 ? ['meanwhile:', ...marks] : []),
    ...(controls.length > 0 ? ['the controls beside them:', ...timeline(controls)] : []),
    ...(evidence ? ['pod IPs, asked directly then:', ...evidence.podIPs.map((line) => `  ${line}`)] : []),
    ...(evidence ? ['EndpointSlices then:', ...evidence.endpointSlices.map((line) => `  ${line}`)] : []),
    `repeat: ${cell.repeat}`,
  ].join('\n');
}

function fieldsText({ cell, object }: Fields): string {
  const { metadata, ...rest } = Object(object);
  const { managedFields: _, ...kept } = Object(metadata);
  const shown =
    typeof object === 'object' && object !== null ? { ...rest, ...(metadata && { metadata: kept }) } : object;
  const lines = stringify(shown ?? null, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  return [
    `${cell.target}`,
    `expected: ${cell.expected}`,
    'seen:',
    ...lines.map((line) => `  ${line}`),
    `repeat: ${cell.repeat}`,
  ].join('\n');
}

/** Probes in a row that saw the same are one line. */
function timeline(results: readonly ProbeResult[]): string[] {
  const runs: [ProbeResult, ...ProbeResult[]][] = [];
  for (const result of results) {
    const run = runs.at(-1);
    if (run && wordsOf(run[0]) === wordsOf(result)) run.push(result);
    else runs.push([result]);
  }
  const lines = runs.map((run) => {
    const times = run.map(({ totalMs }) => Math.round(totalMs));
    const [least, most] = [Math.min(...times), Math.max(...times)];
    const took = least === most ? `${least} ms` : `${least} to ${most} ms`;
    return `  ${clock(run[0].sentAt)}  ${String(run.length).padStart(4)} x ${wordsOf(run[0])}, in ${took}`;
  });
  if (lines.length <= MOST_LINES) return lines;
  const half = MOST_LINES / 2;
  return [...lines.slice(0, half), `  … ${lines.length - MOST_LINES} more lines …`, ...lines.slice(-half)];
}

/** Without the times in it, by which no two would be the same. */
function wordsOf({ outcome, backend, status, seen, detail }: ProbeResult): string {
  const who = backend ? ` by ${backend}` : '';
  const saw = seen ? `, which saw ${seen.from.address} on port ${seen.serverPort}` : '';
  const code = status === undefined || status === 200 ? '' : `, status ${status}`;
  return `${outcome}${who}${saw}${code}${detail ? `: ${detail.replace(/\b\d+ (ms|milliseconds)\b/g, '… $1')}` : ''}`;
}

function lookLine({ from, to, wanted, outcome, backend, detail, ms }: LookFacts): string {
  const mark = wanted === 'either' ? ' ' : (outcome === 'answered') === (wanted === 'answer') ? '.' : '!';
  const came = `${outcome}${backend ? ` by ${backend}` : ''}${detail ? `: ${detail}` : ''}`;
  return `  ${mark} ${placeText(from)} -> ${targetText(to)}: ${came}, in ${ms} ms`;
}

function fineLine({ observation: { cell } }: Asked): string {
  return `  ${cell.client} -> ${cell.target}: ${countsInWords(cell.outcomes)}`;
}

function placeText({ kind, name, node, address }: PlaceFacts): string {
  return `${name}${node && kind !== 'node' ? ` on node ${node}` : ''}${address ? ` (${address})` : ''}`;
}

function targetText({ kind, host, port, protocol, node }: TargetFacts): string {
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return `${kind} ${at}${protocol === 'UDP' ? '/UDP' : ''}${node ? ` on node ${node}` : ''}`;
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}
