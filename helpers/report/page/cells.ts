import { countsInWords } from '../counts-in-words.ts';
import { formatDuration } from '../duration.ts';
import type { Cell } from '../results.ts';
import { holdsMark } from '../verdict-mark.ts';
import { type Html, html } from './html.ts';
import { stateOf } from './state.ts';
import { timelineFigure } from './timeline.ts';
import { chanceInWords } from './words.ts';

/** More backends than this are counted, not named. */
const NAMED = 6;

/** What each client saw of each target, those with the same expectation together, and first what was not as expected. */
export function cellTables(cells: readonly Cell[]): Html[] {
  const groups = [...Map.groupBy(cells, ({ expected }) => expected).values()].map((own) => own.toSorted(worstFirst));
  return groups
    .sort(([a], [b]) => (a && b ? worstFirst(a, b) : 0))
    .map(
      (own) => html`<p class="expected"><b>expected</b> ${own[0]?.expected}${missInWords(own)}</p>
<div class="wide" role="group" aria-label="What was seen" tabindex="0"><table class="cells"><thead><tr><td></td><th scope="col">from</th><th scope="col">to</th><th scope="col">seen</th><th scope="col">backends</th><th scope="col">time</th></tr></thead><tbody>${own.map(cellRow)}</tbody></table></div>
${own.map((cell) => (cell.timeline ? timelineFigure(cell, cell.timeline) : ''))}`,
    );
}

function worstFirst(a: Cell, b: Cell): number {
  return severity(b) - severity(a);
}

function severity({ holds }: Cell): number {
  if (holds === null) return 1;
  return holds ? 0 : 2;
}

/** Of the cell whose sample tells least. */
function missInWords(cells: readonly Cell[]): Html | false {
  const chances = cells.flatMap(({ missChance }) => missChance ?? []);
  if (chances.length === 0) return false;
  return html` <span class="quiet">(such a sample misses one by chance: ${chanceInWords(Math.max(...chances))})</span>`;
}

function judgement(holds: Cell['holds']): string {
  if (holds === null) return 'never judged';
  return holds ? 'as expected' : 'not as expected';
}

function cellRow(cell: Cell): Html {
  const { client, target, holds, outcomes, control, repeat } = cell;
  const beside = control && html`<small>beside it ${control.target}: ${countsInWords(control.outcomes)}</small>`;
  return html`<tr class="${stateOf(holds)}"><td class="mark"><span role="img" aria-label="${judgement(holds)}">${holdsMark(holds)}</span></td><td>${client}</td><td>${target}<code>${repeat}</code></td><td>${countsInWords(outcomes)}${beside}</td><td>${backendsOf(cell)}</td><td>${timesOf(cell)}</td></tr>`;
}

function backendsOf({ backends, path }: Cell): Html | string {
  const counts = Object.entries(backends);
  if (counts.length === 0) return '–';
  const all = Object.keys(path?.backends ?? {}).length;
  const names = counts
    .slice(0, NAMED)
    .map(([name, count]) => html`<small>${count} ${name.slice(name.indexOf('/') + 1)}</small>`);
  const rest = counts.length > NAMED ? html`<small>and ${counts.length - NAMED} more</small>` : '';
  return html`${all > 0 ? `${counts.length} of ${all}` : counts.length}${names}${rest}`;
}

function timesOf({ latencyMs, settledMs, programmed }: Cell): Html {
  return html`${latencyMs && html`${milliseconds(latencyMs.median)} <small>worst ${milliseconds(latencyMs.worst)}</small>`}${
    settledMs !== null && html`<small>came after ${formatDuration(settledMs)}</small>`
  }${programmed && html`<small>${programmed.node} followed in ${formatDuration(programmed.ms)}</small>`}`;
}

/** Of one connection: tenths matter. */
function milliseconds(ms: number): string {
  return ms < 100 ? `${ms.toFixed(1)} ms` : formatDuration(ms);
}
