import type { Cell, RequirementResult, RunReport, Timeline } from '../results.ts';
import { type Html, html } from './html.ts';
import { timelineFigure } from './timeline.ts';
import { counted } from './words.ts';

interface Flow {
  readonly cell: Cell;
  readonly timeline: Timeline;
}

/** For each requirement that kept traffic flowing the flow that lost most; all of them stand with the requirement. */
export function traffic({ requirements }: RunReport): Html | false {
  const shown = requirements.flatMap((result) => {
    const flows = flowsOf(result).sort(
      (a, b) => lost(b) - lost(a) || b.timeline.marks.length - a.timeline.marks.length,
    );
    return flows[0] ? [{ result, flows, worst: flows[0] }] : [];
  });
  if (shown.length === 0) return false;
  return html`<section aria-labelledby="traffic">
<h2 id="traffic">While something changed</h2>
<p class="note">Continuous traffic, one lane for each backend and for each outcome that is no answer. Of each requirement the flow with the fewest answers is shown; numbers mark what happened.</p>
${shown.map(({ result, flows, worst }) => html`<div class="flow"><h3><a href="#${result.id}">${result.id}</a> <span class="quiet">${result.verdict}, ${counted(flows.length, 'flow')}</span></h3>${timelineFigure(worst.cell, worst.timeline)}</div>`)}
</section>`;
}

function flowsOf({ cells }: RequirementResult): Flow[] {
  return cells.flatMap((cell) => (cell.timeline ? [{ cell, timeline: cell.timeline }] : []));
}

function lost({ timeline }: Flow): number {
  return timeline.runs.reduce((sum, { outcome, count }) => sum + (outcome === 'answered' ? 0 : count), 0);
}
