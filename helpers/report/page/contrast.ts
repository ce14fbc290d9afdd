import type { Table } from '../results.ts';
import { type Html, html } from './html.ts';

/** The article's contrast: who is answered at a ClusterIP and at a nodePort. */
export function contrast(table: Table | null): Html | false {
  if (!table) return false;
  return html`<section class="contrast" aria-labelledby="contrast">
<h2 id="contrast">ClusterIP and NodePort, as seen in this run</h2>
<div class="wide" role="group" aria-labelledby="contrast" tabindex="0"><table>
<thead><tr>${table.columns.map((column) => html`<th scope="col">${stacked(column)}</th>`)}</tr></thead>
<tbody>${table.rows.map(([place = '', ...cells]) => html`<tr><th scope="row">${stacked(place)}</th>${cells.map(contrastCell)}</tr>`)}</tbody>
</table></div>
</section>`;
}

const MARKS = { answers: '●', silent: '○', unasked: '–' } as const;

/** Its first line is what came, and the second one is more about it. */
function contrastCell(text: string): Html {
  const came = text.startsWith('no answer') ? 'silent' : text.startsWith('not asked') ? 'unasked' : 'answers';
  return html`<td class="${came}"><span class="mark" aria-hidden="true">${MARKS[came]}</span>${stacked(text)}</td>`;
}

function stacked(text: string): Html {
  const [first = '', ...rest] = text.split('\n');
  return html`<b>${first}</b>${rest.map((line) => html`<small>${line}</small>`)}`;
}
