import { countsInWords } from '../counts-in-words.ts';
import { formatDuration } from '../duration.ts';
import { ownNames } from '../matrix/own-names.ts';
import type { Cell, Timeline } from '../results.ts';
import { type Html, html } from './html.ts';
import { stateOf } from './state.ts';

interface Lane {
  readonly name: string;
  readonly state: 'answered' | 'silent';
  /** First probe and number of probes in a row. */
  readonly runs: readonly (readonly [at: number, count: number])[];
}

/** More backends than this share one lane. */
const MOST_LANES = 6;

/** Continuous traffic as one lane for each backend and one for each other outcome, with what happened meanwhile. */
export function timelineFigure(cell: Cell, timeline: Timeline): Html {
  const { everyMs, marks, runs } = timeline;
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  const lanes = lanesOf(runs);
  // What was marked just before the first probe stands at its beginning.
  const place = (atMs: number) => `${(100 * Math.min(Math.max(atMs / (total * everyMs), 0), 1)).toFixed(2)}%`;
  const words = `${cell.probes} probes, one every ${everyMs} ms: ${countsInWords(cell.outcomes)}`;
  const lines = marks.map(({ atMs }, index) => html`<b style="left:${place(atMs)}">${index + 1}</b>`);
  const nameOf = ownNames(lanes.flatMap(({ name, state }) => (state === 'answered' ? name : [])));
  const names = lanes.map(({ name, state }) => html`<span class="${state}" title="${name}">${nameOf(name)}</span>`);
  return html`<figure class="timeline ${stateOf(cell.holds)}"><figcaption>${cell.client} → ${cell.target} <span class="quiet">${words}</span></figcaption>
<div class="lanes"><div class="names">${names}</div><div class="strip">${strip(lanes, total, words)}${lines}</div></div>
<p class="axis"><span>0</span><span>${formatDuration(total * everyMs)}</span></p>
${marks.length > 0 && html`<ol>${marks.map(({ atMs, text }) => html`<li>${text} <span class="quiet">at ${formatDuration(Math.max(atMs, 0))}</span></li>`)}</ol>`}</figure>`;
}

function strip(lanes: readonly Lane[], total: number, words: string): Html {
  const paths = lanes.map(({ state, runs }, index) => {
    const d = runs.map(([at, count]) => `M${at} ${index}.5h${count}`).join('');
    return html`<path class="${state}" d="${d}"/>`;
  });
  return html`<svg viewBox="0 0 ${total} ${lanes.length}" preserveAspectRatio="none" style="height:${14 * lanes.length}px" role="img" aria-label="${words}">${paths}</svg>`;
}

function lanesOf(runs: Timeline['runs']): Lane[] {
  const backends = new Set(runs.flatMap(({ backend }) => backend ?? []));
  const nameOf = ({ outcome, backend }: Timeline['runs'][number]) => {
    if (outcome !== 'answered') return outcome;
    // Who answered was not kept.
    if (backends.size === 0) return outcome;
    return backends.size > MOST_LANES || backend === null ? `answered by ${backends.size} pods` : podOf(backend);
  };
  const lanes = new Map<string, { state: Lane['state']; runs: [number, number][] }>();
  let at = 0;
  for (const run of runs) {
    const name = nameOf(run);
    const state = run.outcome === 'answered' ? 'answered' : 'silent';
    const lane = lanes.get(name) ?? { state, runs: [] };
    lanes.set(name, lane);
    const last = lane.runs.at(-1);
    if (last && last[0] + last[1] === at) last[1] += run.count;
    else lane.runs.push([at, run.count]);
    at += run.count;
  }
  const all = [...lanes].map(([name, lane]) => ({ name, ...lane }));
  return all.sort((a, b) => (a.state === b.state ? 0 : a.state === 'answered' ? -1 : 1));
}

/** `pod` of `namespace/pod`. */
function podOf(backend: string): string {
  return backend.slice(backend.indexOf('/') + 1);
}
