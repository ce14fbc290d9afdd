import { formatDuration } from '../duration.ts';
import { oneLine } from '../plain-text.ts';
import { type RequirementResult, type RunReport, VERDICTS } from '../results.ts';
import { VERDICT_MARKS } from '../verdict-mark.ts';
import { type Html, html } from './html.ts';
import { stateOfVerdict } from './state.ts';
import { counted, timeInWords } from './words.ts';

/** More lines than this push the picture off the first screen; all of them stand further down. */
const TROUBLES = 4;

/** The verdict, what it rests on, and what is wrong. */
export function masthead(report: RunReport): Html {
  const { suite, verdict, startedAt, durationMs, notice } = report;
  return html`<header class="masthead">
<p class="suite">${suite.name} ${suite.version} <span class="quiet">· ${timeInWords(startedAt)} · took ${formatDuration(durationMs)}</span></p>
<h1 class="verdict ${stateOfVerdict(verdict)}"><span class="mark" aria-hidden="true">${VERDICT_MARKS[verdict]}</span> ${HEADLINES[verdict]}</h1>
<p class="lede">${lede(report)}</p>
${notice !== null && html`<p class="lede notice"><b>${notice}</b></p>`}
${troubles(report)}
</header>`;
}

const HEADLINES: Readonly<Record<RunReport['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  inconclusive: 'Could not tell',
};

function lede({ requirements, totals }: RunReport): string {
  const parts = VERDICTS.filter((verdict) => verdict === 'passed' || totals[verdict] > 0);
  const rest = parts.slice(1).map((verdict) => `${totals[verdict]} ${verdict}`);
  return `${totals.passed} of ${counted(requirements.length, 'requirement')} passed${rest.length > 0 ? `, ${rest.join(', ')}` : ''}.`;
}

function troubles({ errors, requirements }: RunReport): Html | false {
  const bad = (['failed', 'inconclusive'] as const).flatMap((verdict) =>
    requirements.filter((result) => result.verdict === verdict),
  );
  if (errors.length + bad.length === 0) return false;
  const lines = [
    ...errors.map(
      (error) =>
        html`<li class="is-failed"><span class="mark" aria-hidden="true">!</span> <b>the run</b> ${oneLine(error)}</li>`,
    ),
    ...bad.map((result) => troubleLine(result, `#${result.id}`)),
  ];
  const more = lines.length - TROUBLES;
  return html`<ul class="troubles">${lines.slice(0, TROUBLES)}${more > 0 && html`<li><a href="#requirements">${more} more below</a></li>`}</ul>`;
}

function troubleLine({ id, verdict, reason }: RequirementResult, link: string): Html {
  const why = oneLine(reason).replace(`${id}: `, '');
  return html`<li class="${stateOfVerdict(verdict)}"><span class="mark" aria-hidden="true">${VERDICT_MARKS[verdict]}</span> <a href="${link}">${id}</a> <span class="quiet">${verdict}:</span> ${why}</li>`;
}
