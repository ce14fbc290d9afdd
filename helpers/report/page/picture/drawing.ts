import type { Matrix, Spot } from '../../matrix/matrix.ts';
import { type Html, html } from '../html.ts';
import { stateOf } from '../state.ts';
import { counted } from '../words.ts';
import { arrow, arrowEnds, endOf } from './arrow.ts';
import type { NodeBackends } from './backends.ts';
import {
  AT,
  BACKEND,
  BAR,
  BELOW,
  bottomOf,
  CLIENT,
  DOOR,
  NODE_RIGHT,
  OUTSIDE,
  type Row,
  rowsOf,
  TOP,
  WALL_X,
  WIDTH,
} from './geometry.ts';
import { wayOf } from './way.ts';

type NodeName = (node: string) => string;
type Kind = Spot['from']['kind'] | Spot['to']['kind'];

/** Longer names would run into the ClusterIP. */
const NAME_LENGTH = 17;

/** Baseline of a word in the middle of a box, below the middle. */
const BASELINE = 4;

/** The nodes one below the other, outside on the left, with all paths that the matrix has. */
export function drawing(
  nodes: readonly string[],
  matrix: Matrix,
  backends: readonly NodeBackends[],
  nameOf: NodeName,
): Html {
  const rows = rowsOf(nodes);
  const bottom = bottomOf(rows);
  const has = (kind: Kind) => matrix.spots.some(({ from, to }) => from.kind === kind || to.kind === kind);
  const arrows = matrix.spots.map((spot) => {
    const way = wayOf(spot, rows);
    return way && arrow(spot, way, nameOf);
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${bottom + BELOW}" role="img" aria-labelledby="picture">${arrowEnds()}
${has('outside') && box('place', OUTSIDE.x, TOP, OUTSIDE.width, bottom - TOP, 'outside')}
${has('nodePort') && html`<text x="${WALL_X}" y="${TOP - 13}">nodePort</text>`}
${rows.map((row) => node(row, matrix, nameOf))}
<text x="${BAR.x + BAR.width / 2}" y="${TOP - 13}">ClusterIP</text><rect class="bar" x="${BAR.x}" y="${TOP - 8}" width="${BAR.width}" height="${bottom - TOP + 16}" rx="3"/>
${rows.map((row) => backends.filter((own) => own.node === row.node).map((own) => backendsOn(row, own)))}
${arrows}
</svg>`;
}

function node({ node: name, y, height }: Row, { spots }: Matrix, nameOf: NodeName): Html {
  const asks = (kind: Kind) => spots.some(({ from }) => from.kind === kind && from.node === name);
  const isDoor = spots.some(({ to }) => to.kind === 'nodePort' && to.node === name);
  const client = (kind: 'pod' | 'node') =>
    asks(kind) && box('client', CLIENT.x, y + AT[kind] - CLIENT.height / 2, CLIENT.width, CLIENT.height, kind);
  const door = html`<path class="inner" d="M${WALL_X} ${y + AT.door}H${BAR.x}"/><rect class="door" x="${WALL_X - DOOR.width / 2}" y="${y + AT.door - DOOR.height / 2}" width="${DOOR.width}" height="${DOOR.height}" rx="2"/>`;
  return html`<g class="node">${box('walls', WALL_X, y, NODE_RIGHT - WALL_X, height, '')}<text class="name" x="${NODE_RIGHT - 8}" y="${y + 18}">${cut(nameOf(name))}</text></g>${isDoor && door}${client('pod')}${client('node')}`;
}

function backendsOn({ y }: Row, { count, missed }: NodeBackends): Html {
  const state = stateOf(missed === 0);
  const line = missed === count ? 'silent' : 'answered';
  const at = y + AT.door;
  return html`<g class="path ${state} ${line}"><title>${missed} of ${count} were missed by a client that had to reach every one</title><path d="M${BAR.x + BAR.width} ${at}H${BACKEND.x - 2}" marker-end="url(#${endOf(line, state)})"/></g>
${box('backend', BACKEND.x, at - BACKEND.height / 2, BACKEND.width, BACKEND.height, counted(count, 'backend'))}`;
}

function box(kind: string, x: number, y: number, width: number, height: number, word: string): Html {
  return html`<g class="${kind}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>${word !== '' && html`<text x="${x + width / 2}" y="${y + height / 2 + BASELINE}">${word}</text>`}</g>`;
}

function cut(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}
