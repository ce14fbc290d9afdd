import type { Spot } from '../../matrix/matrix.ts';
import type { Seen } from '../../matrix/seen.ts';
import { holdsMark } from '../../verdict-mark.ts';
import { type Html, html } from '../html.ts';
import { stateOf } from '../state.ts';
import { spotInWords } from './spot-words.ts';
import type { Point, Way } from './way.ts';

/** How an arrow is drawn: whole where all was answered, dashed where nothing was, dotted where some was. */
type Line = 'answered' | 'silent' | 'partly';

const WORDS: Readonly<Record<Line, string>> = { answered: 'answers', silent: 'no answer', partly: 'some' };

/** Share of the first stretch at which a mark stands: where arrows that end together are still apart. */
const MARK_AT = 0.35;

/** One path, with a head where answers came and a stop where none did, and a mark unless all was as expected. */
export function arrow(spot: Spot, { points, word }: Way, nameOf: (node: string) => string): Html {
  const line = lineOf(spot);
  const state = stateOf(spot.holds);
  const d = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return html`<g class="path ${state} ${line}"><title>${spotInWords(spot, nameOf)}</title><path d="${d}" marker-end="url(#${endOf(line, state)})"/>${
    word && wordAt(spot, word, points, WORDS[line])
  }${spot.holds !== true && markOn(points, spot.holds)}</g>`;
}

/** Heads and stops in each colour, for arrows to end in. */
export function arrowEnds(): Html {
  const ends = [true, false, null].map(stateOf).map(
    (
      state,
    ) => html`<marker id="${endOf('answered', state)}" class="${state}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .5 8 4 0 7.5Z"/></marker>
<marker id="${endOf('silent', state)}" class="${state}" viewBox="0 0 4 10" refX="2" refY="5" markerWidth="4" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path d="M1 0h2v10h-2Z"/></marker>`,
  );
  return html`<defs>${ends}</defs>`;
}

/** The name of how a line of that state ends. */
export function endOf(line: Line, state: string): string {
  return `${line === 'silent' ? 'stop' : 'head'}-${state}`;
}

/** What has to answer tells more than what must not, which may be what came after a Service was deleted. */
function lineOf({ seen }: Spot): Line {
  const told = seen.answer ?? seen.traffic ?? seen.silence;
  return told ? lineOfSeen(told) : 'silent';
}

function lineOfSeen({ outcomes, probes }: Seen): Line {
  const answered = outcomes.answered ?? 0;
  if (answered === 0) return 'silent';
  return answered === probes ? 'answered' : 'partly';
}

/** A mark on the line takes room from the word. */
function wordAt({ holds }: Spot, [x, y]: Point, points: readonly Point[], word: string): Html {
  const away = holds === true ? 0 : Math.sign(y - (points.at(-1)?.[1] ?? y)) * 5;
  return html`<text class="said" x="${x}" y="${y + away}">${word}</text>`;
}

function markOn([start = [0, 0], next = start]: readonly Point[], holds: boolean | null): Html {
  const x = Math.round(start[0] + (next[0] - start[0]) * MARK_AT);
  const y = Math.round(start[1] + (next[1] - start[1]) * MARK_AT);
  return html`<circle cx="${x}" cy="${y}" r="8"/><text class="mark" x="${x}" y="${y + 4}">${holdsMark(holds)}</text>`;
}
