import { formatDuration } from './duration.ts';
import { explained } from './explained.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { RequirementResult, Verdict } from './results.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { VERDICT_MARKS } from './verdict-mark.ts';
import { waivedInWords } from './waivers.ts';

const COLORS = { passed: 'green', failed: 'red', inconclusive: 'yellow', skipped: 'dim' } as const;
const ID_WIDTH = 11;
const VERDICT_WIDTH = 12;
const DURATION_WIDTH = 10;
const PROBES_WIDTH = 11;
const INDENT = '    ';

/** One requirement for a terminal: its row, and unless it passed its explanation or reason indented below. No line feed at the end. */
export function requirementRow(result: RequirementResult, { colors, width }: TerminalStyle): string {
  const { id, verdict, sentence } = result;
  const paint = colors[COLORS[verdict]];
  const name = `${id.padEnd(ID_WIDTH)} `;
  const word = verdict.padEnd(VERDICT_WIDTH);
  const numbers = ` ${durationInWords(result).padStart(DURATION_WIDTH)}  ${probesInWords(result).padStart(PROBES_WIDTH)}  `;
  const left = width - `${VERDICT_MARKS[verdict]} ${name}${word}${numbers}`.length;
  const row = `${paint(VERDICT_MARKS[verdict])} ${name}${paint(word)}${colors.dim(numbers)}${shorten(oneLine(sentence), left)}`;
  return [row, ...explanationOf(result).map((line) => (line ? `${INDENT}${line}` : ''))].join('\n');
}

/** A verdict in its colour. */
export function paintVerdict(verdict: Verdict, text: string, { colors }: TerminalStyle): string {
  return colors[COLORS[verdict]](text);
}

function explanationOf(result: RequirementResult): string[] {
  const words = plainText(explained(result));
  const text = result.waived ? `${waivedInWords(result.waived)}\n${words}` : words;
  return text === '' ? [] : text.split('\n');
}

function durationInWords({ durationMs, verdict }: RequirementResult): string {
  return verdict === 'skipped' ? '' : formatDuration(durationMs);
}

function probesInWords({ cells }: RequirementResult): string {
  const probes = cells.reduce((sum, cell) => sum + cell.probes, 0);
  if (probes === 0) return '';
  return probes === 1 ? '1 probe' : `${probes} probes`;
}

function shorten(text: string, width: number): string {
  if (text.length <= width) return text;
  return width < 1 ? '' : `${text.slice(0, width - 1).trimEnd()}…`;
}
