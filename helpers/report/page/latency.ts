import { formatDuration } from '../duration.ts';
import { ownNames } from '../matrix/own-names.ts';
import { measuredOf } from '../programming.ts';
import { CLOCKS } from '../programming-table.ts';
import type { Programming, RunReport } from '../results.ts';
import { type Html, html } from './html.ts';
import { counted } from './words.ts';

/** The axis, in ms, by powers of ten: what took less stands at its beginning. */
const FROM_MS = 10;
const TO_MS = 100_000;
const TICKS = new Map([
  [10, '10 ms'],
  [100, '100 ms'],
  [1_000, '1 s'],
  [10_000, '10 s'],
  [100_000, '100 s'],
]);

const HEIGHT = 30;

/** How long each node took to follow a change: each time a dot, and the median. */
export function latency(report: RunReport): Html | false {
  const { programming, requirements, cluster, bounds } = report;
  if (programming.length === 0) return false;
  const nameOf = ownNames(cluster?.nodes.map(({ name }) => name) ?? []);
  const measured = measuredOf(requirements);
  const rows = (['service', 'endpoints'] as const).flatMap((clock) => {
    const own = programming.filter((each) => each.clock === clock);
    if (own.length === 0) return [];
    const { since, bound } = CLOCKS[clock];
    return html`<h3>since ${since} <span class="quiet">held to ${formatDuration(bounds[bound])}, the line at the right</span></h3>${own.map(
      (each) => {
        const times = measured.filter(({ node, clock: of }) => node === each.node && of === clock).map(({ ms }) => ms);
        return plotRow(each, times, bounds[bound], nameOf);
      },
    )}`;
  });
  const axis = [...TICKS].map(
    ([ms, words]) => html`<text x="${x(ms)}" y="12" text-anchor="${anchorOf(ms)}">${words}</text>`,
  );
  return html`<section class="latency" aria-labelledby="latency">
<h2 id="latency">How long a node took to follow</h2>
<p class="note">A dot for each change that was measured, a bar at the median; the scale is by powers of ten.</p>
${rows}<div class="row axis" aria-hidden="true"><span></span><svg height="16" width="100%">${axis}</svg><span></span></div>
</section>`;
}

function plotRow(
  { node, count, medianMs, worstMs }: Programming,
  times: readonly number[],
  boundMs: number,
  nameOf: (node: string) => string,
): Html {
  const words = `${counted(count, 'time')}, median ${formatDuration(medianMs)}, worst ${formatDuration(worstMs)}`;
  // Equal times would hide each other, so every dot has a height of its own.
  const dots = times.map((ms, index) => html`<circle cx="${x(ms)}" cy="${6 + ((index * 7) % 19)}" r="2.5"/>`);
  const ticks = [...TICKS.keys()].map(
    (ms) => html`<line class="tick" x1="${x(ms)}" x2="${x(ms)}" y1="0" y2="${HEIGHT}"/>`,
  );
  return html`<div class="row"><span class="name">${nameOf(node)}</span><svg height="${HEIGHT}" width="100%" role="img" aria-label="${nameOf(node)}: ${words}">${ticks}<line class="bound" x1="${x(boundMs)}" x2="${x(boundMs)}" y1="0" y2="${HEIGHT}"/>${dots}<line class="median" x1="${x(medianMs)}" x2="${x(medianMs)}" y1="3" y2="${HEIGHT - 3}"/></svg><span class="figures">median <b>${formatDuration(medianMs)}</b>, worst ${formatDuration(worstMs)} <span class="quiet">of ${count}</span></span></div>`;
}

function x(ms: number): string {
  const share = Math.log(Math.min(Math.max(ms, FROM_MS), TO_MS) / FROM_MS) / Math.log(TO_MS / FROM_MS);
  return `${(100 * share).toFixed(2)}%`;
}

/** So that the first and the last word stay within the axis. */
function anchorOf(ms: number): string {
  if (ms === FROM_MS) return 'start';
  return ms === TO_MS ? 'end' : 'middle';
}
