import { formatDuration } from '../duration.ts';
import { failureUrl } from '../failure-files.ts';
import { levelInWords } from '../level-in-words.ts';
import { type RequirementResult, type RunReport, type Table, VERDICTS } from '../results.ts';
import { VERDICT_MARKS } from '../verdict-mark.ts';
import { cellTables } from './cells.ts';
import { type Html, html } from './html.ts';
import { byTopic, totalsInWords } from './overview.ts';
import { stateOfVerdict } from './state.ts';
import { counted } from './words.ts';

/** Names of the files that were gathered about a failure. */
type Gathered = (id: string) => readonly string[];

/** Every requirement with all that was seen. The filters show themselves where the page's script runs; without it all is readable. */
export function requirements({ requirements: results, totals }: RunReport, gathered: Gathered): Html | false {
  if (results.length === 0) return false;
  return html`<section aria-labelledby="requirements">
<h2 id="requirements">Requirements</h2>
<form class="filters" role="search" aria-label="Requirements" hidden>
<label>Search <input type="search" name="words" placeholder="id, sentence, node, address …" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Verdict</legend>${VERDICTS.map(
    (verdict) =>
      html`<label class="${stateOfVerdict(verdict)}"><input type="checkbox" name="verdict" value="${verdict}" checked> <span class="mark" aria-hidden="true">${VERDICT_MARKS[verdict]}</span> ${verdict} <span class="quiet">${totals[verdict]}</span></label>`,
  )}</fieldset>
<label>Topic <select name="topic"><option value="">all</option>${byTopic(results).map(([topic]) => html`<option>${topic}</option>`)}</select></label>
<button type="button" name="open">Open all</button>
<output aria-live="polite"></output>
</form>
${byTopic(results).map(([topic, own]) => html`<div class="topic"><h3 id="topic-${topic}">${topic} <span class="quiet">${totalsInWords(own)}</span></h3>${own.map((result) => requirement(result, topic, gathered(result.id)))}</div>`)}
</section>`;
}

function requirement(result: RequirementResult, topic: string, files: readonly string[]): Html {
  const { id, verdict, sentence, reason, explanation, notes, cells, tables, durationMs } = result;
  const probes = cells.reduce((sum, cell) => sum + cell.probes, 0);
  const figures = [verdict !== 'skipped' && formatDuration(durationMs), probes > 0 && counted(probes, 'probe')].filter(
    Boolean,
  );
  const open = verdict === 'failed' || verdict === 'inconclusive';
  return html`<details class="requirement ${stateOfVerdict(verdict)}" data-verdict="${verdict}" data-topic="${topic}"${open && html` open`}>
<summary><span class="mark" aria-hidden="true">${VERDICT_MARKS[verdict]}</span><span class="id">${id}</span><span class="word">${verdict}</span><span class="sentence">${sentence}</span><span class="figures">${figures.join(' · ')}</span></summary>
<div class="body" id="${id}"><p class="quiet">${levelInWords(result)}${notes.length > 0 && `; ${notes.join('; ')}`}</p>
${explanation ? html`<pre tabindex="0">${explanation}</pre>` : reason && html`<p>${reason}</p>`}
${files.length > 0 && html`<p class="gathered">gathered about it: ${files.map((name) => html`<a href="${failureUrl(id, name)}">${name}</a> `)}</p>`}
${cellTables(cells)}${tables.map(plainTable)}</div></details>`;
}

function plainTable({ title, columns, rows }: Table): Html {
  return html`<div class="wide" role="group" aria-label="${title}" tabindex="0"><table class="plain"><caption>${title}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody></table></div>`;
}
