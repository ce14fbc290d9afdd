/** Where things stand in the picture, in its own units; its width is that of a phone, so that its words can be read there. */
export const WIDTH = 480;
/** Above the first node: the words over the ClusterIP. */
export const TOP = 26;
const ROW = 96;
const GAP = 10;

/** The wall of the nodes, in which the nodePorts are doors. */
export const WALL_X = 132;
export const NODE_RIGHT = WIDTH - 2;
export const DOOR = { width: 12, height: 24 };
export const OUTSIDE = { x: 2, width: 66 };
export const CLIENT = { x: 222, width: 50, height: 24 };
export const BAR = { x: 330, width: 14 };
export const BACKEND = { x: 398, width: 74, height: 24 };

export interface Row {
  readonly node: string;
  readonly y: number;
  readonly height: number;
}

/** One row a node. */
export function rowsOf(nodes: readonly string[]): Row[] {
  return nodes.map((node, index) => ({ node, y: TOP + index * (ROW + GAP), height: ROW }));
}

export function bottomOf(rows: readonly Row[]): number {
  return TOP + rows.length * (ROW + GAP) - GAP;
}

/** Below the last node: the way of who asks for a ClusterIP from outside. */
export const BELOW = 42;

/** Heights within a row, from its upper edge. */
export const AT = { pod: 22, door: 48, node: 74, wall: 84 } as const;
