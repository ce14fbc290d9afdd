import type { Spot } from '../../matrix/matrix.ts';
import { AT, BAR, bottomOf, CLIENT, DOOR, OUTSIDE, type Row, WALL_X } from './geometry.ts';

export type Point = readonly [x: number, y: number];

export interface Way {
  readonly points: readonly Point[];
  /** Where it is said in a word what came; null where the arrow has no room for it. */
  readonly word: Point | null;
}

/** The way of an arrow from a client to a target; null for a path that the picture does not show. */
export function wayOf({ from, to }: Spot, rows: readonly Row[]): Way | null {
  const source = rows.find(({ node }) => node === from.node);
  const dialled = rows.find(({ node }) => node === to.node);
  if (from.kind === 'outside') {
    if (to.kind === 'ClusterIP') return belowTheNodes(bottomOf(rows));
    if (to.kind === 'nodePort' && dialled) return toTheWall(dialled.y + AT.door, DOOR.width / 2 + 2, -5);
    return to.kind === 'node IP' && dialled ? toTheWall(dialled.y + AT.wall, 3, 12) : null;
  }
  if (!source) return null;
  const y = source.y + (from.kind === 'pod' ? AT.pod : AT.node);
  if (to.kind === 'ClusterIP') return straight([CLIENT.x + CLIENT.width, y], [BAR.x - 2, y]);
  if (to.kind !== 'nodePort' || !dialled) return null;
  return straight([CLIENT.x, y], [WALL_X + DOOR.width / 2 + 2, dialled.y + AT.door]);
}

function straight(start: Point, end: Point): Way {
  return { points: [start, end], word: null };
}

function toTheWall(y: number, before: number, wordBelow: number): Way {
  const x = OUTSIDE.x + OUTSIDE.width;
  const end: Point = [WALL_X - before, y];
  return { points: [[x, y], end], word: [x + 4, y + wordBelow] };
}

/** Past every node, up to the ClusterIP from below. */
function belowTheNodes(bottom: number): Way {
  const [x, y, end] = [OUTSIDE.x + OUTSIDE.width / 2, bottom + 24, BAR.x + BAR.width / 2];
  const points: Point[] = [
    [x, bottom],
    [x, y],
    [end, y],
    [end, bottom + 12],
  ];
  return { points, word: [x + 10, y - 6] };
}
