/** The matrix as it is now: each place by each target, over both protocols. */

import type { Protocol } from '../probe/probe.ts';
import { ownNames } from '../report/matrix/own-names.ts';
import { clientInWords, targetInWords } from '../report/matrix/place-words.ts';
import type { Table } from '../report/results.ts';
import type { Track } from './track.ts';
import type { Watched } from './watch-paths.ts';

const MARKS = { answered: '✓', broken: '✗', unknown: '?' } as const;

export const STATE_LEGEND = '✓ answered, ✗ not answered, ? could not tell; 2×: so many times broken so far';

/** A protocol's track between two places. */
interface Lane {
  readonly protocol: Protocol;
  readonly track: Track;
}

/** @param nodes in their order. */
export function stateTable(watched: readonly Watched[], nodes: readonly string[]): Table {
  const nameOf = ownNames(nodes);
  const rows = new Map<string, Map<string, Lane[]>>();
  const put = (row: string, column: string, lane: Lane) => {
    const cells = rows.get(row) ?? new Map<string, Lane[]>();
    rows.set(row, cells.set(column, [...(cells.get(column) ?? []), lane]));
  };
  for (const { path, track, control } of watched) {
    const { client, target, protocol, beside } = path;
    const row = clientInWords({ kind: client.kind, node: client.node ?? null }, nameOf);
    const column = targetInWords({ kind: target.kind, node: target.node ?? null }, nameOf);
    put(row, column, { protocol, track });
    const shown = rows.get(row)?.get('pod IPs') ?? [];
    if (beside === client && !shown.some((each) => each.track === control))
      put(row, 'pod IPs', { protocol, track: control });
  }
  const columns = [...new Set([...rows.values()].flatMap((cells) => [...cells.keys()]))].sort(byKind);
  return {
    title: 'client by target, now',
    columns: ['from', ...columns.map((column) => column.replace(' of ', '\n'))],
    rows: [...rows].map(([row, cells]) => [row, ...columns.map((column) => inSigns(cells.get(column) ?? []))]),
  };
}

const KINDS = ['ClusterIP', 'nodePort', 'pod IPs'];

function byKind(a: string, b: string): number {
  const place = (column: string) => KINDS.findIndex((kind) => column.startsWith(kind));
  return place(a) - place(b);
}

function inSigns(lanes: readonly Lane[]): string {
  if (lanes.length === 0) return '';
  const words = (['broken', 'unknown'] as const).flatMap((state) => {
    const own = lanes.filter(({ track }) => track.state === state);
    return own.length === 0 ? [] : [`${MARKS[state]} ${own.map(({ protocol }) => protocol).join('+')}`];
  });
  const times = lanes.reduce((sum, { track }) => {
    return sum + track.intervals.filter(({ kind }) => kind === 'broken').length;
  }, 0);
  return `${words.join(' ') || MARKS.answered}${times > 0 ? ` ${times}×` : ''}`;
}
