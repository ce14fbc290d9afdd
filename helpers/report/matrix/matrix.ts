/** Who asked whom: every cell of traffic, by the place of its client and of its target. */
import type { Cell, Path, RequirementResult } from '../results.ts';
import { type Seen, SORTS, type Sort, seenBy, sortOf, worstOf } from './seen.ts';

export type ClientPlace = Path['from'];
export type TargetPlace = Pick<Path['to'], 'kind' | 'node'>;

/** What the clients of one place saw of the targets of one place. */
export interface Spot {
  readonly from: ClientPlace;
  readonly to: TargetPlace;
  readonly seen: Readonly<Record<Sort, Seen | null>>;
  /** The worst of it. */
  readonly holds: boolean | null;
  /** Requirements that sent this traffic. */
  readonly ids: readonly string[];
}

export interface Matrix {
  readonly clients: readonly ClientPlace[];
  readonly targets: readonly TargetPlace[];
  /** Row by row. */
  readonly spots: readonly Spot[];
}

const CLIENT_KINDS: readonly ClientPlace['kind'][] = ['pod', 'node', 'outside'];
const TARGET_KINDS: readonly TargetPlace['kind'][] = ['ClusterIP', 'DNS name', 'nodePort', 'node IP', 'pod IP'];

/** The requirements' traffic, nodes in the order of `nodes`; null where no cell says where its traffic went. */
export function matrixOf(results: readonly RequirementResult[], nodes: readonly string[]): Matrix | null {
  const traffic = results.flatMap(({ id, cells }) =>
    cells.flatMap((cell) => (cell.path ? [{ id, cell, path: cell.path }] : [])),
  );
  if (traffic.length === 0) return null;
  const groups = [...Map.groupBy(traffic, ({ path }) => spotKey(path.from, path.to)).values()];
  const found = groups.flatMap((group) => (group[0] ? [spotOf(group[0].path, group)] : []));
  const byNode = ({ node }: { readonly node: string | null }) => (node === null ? -1 : nodes.indexOf(node));
  const clients = distinct(found.map(({ from }) => from)).sort(
    (a, b) => CLIENT_KINDS.indexOf(a.kind) - CLIENT_KINDS.indexOf(b.kind) || byNode(a) - byNode(b),
  );
  const targets = distinct(found.map(({ to }) => to)).sort(
    (a, b) => TARGET_KINDS.indexOf(a.kind) - TARGET_KINDS.indexOf(b.kind) || byNode(a) - byNode(b),
  );
  const spots = clients.flatMap((from) => targets.flatMap((to) => spotAt({ spots: found }, from, to) ?? []));
  return { clients, targets, spots };
}

/** What was seen between two places; undefined where nothing was sent. */
export function spotAt({ spots }: Pick<Matrix, 'spots'>, from: ClientPlace, to: TargetPlace): Spot | undefined {
  return spots.find((spot) => spotKey(spot.from, spot.to) === spotKey(from, to));
}

function spotKey(from: ClientPlace, to: TargetPlace): string {
  return `${placeKey(from)} ${placeKey(to)}`;
}

function placeKey({ kind, node }: ClientPlace | TargetPlace): string {
  return JSON.stringify([kind, node]);
}

function spotOf({ from, to }: Path, group: readonly { readonly id: string; readonly cell: Cell }[]): Spot {
  const cells = group.map(({ cell }) => cell);
  const seen = SORTS.map((sort) => [sort, seenBy(cells.filter((cell) => sortOf(cell) === sort))]);
  return {
    from: { kind: from.kind, node: from.node },
    to: { kind: to.kind, node: to.node },
    seen: Object.fromEntries(seen) as Spot['seen'],
    holds: worstOf(cells.map(({ holds }) => holds)),
    ids: [...new Set(group.map(({ id }) => id))],
  };
}

function distinct<T extends ClientPlace | TargetPlace>(places: readonly T[]): T[] {
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}
