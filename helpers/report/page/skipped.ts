import { levelInWords } from '../level-in-words.ts';
import type { RunReport } from '../results.ts';
import { type Html, html } from './html.ts';
import { counted } from './words.ts';

/** What was not checked, by the reason. */
export function skipped({ requirements }: RunReport): Html | false {
  const results = requirements.filter(({ verdict }) => verdict === 'skipped');
  if (results.length === 0) return false;
  const reasons = [...Map.groupBy(results, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
  return html`<section aria-labelledby="skipped">
<h2 id="skipped">Not checked, and why</h2>
<dl class="skipped">${reasons.map(
    ([reason, own]) =>
      html`<div><dt>${reason} <span class="quiet">${counted(own.length, 'requirement')}</span></dt>${own.map((result) => html`<dd><a href="#${result.id}">${result.id}</a> ${result.sentence} <span class="quiet">${levelInWords(result)}</span></dd>`)}</div>`,
  )}</dl>
</section>`;
}
