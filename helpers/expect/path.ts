import type { Client, Target } from '../probe/probe.ts';
import type { Path } from '../report/results.ts';
import type { Backend } from './backend.ts';

/** The parts of a path that a table or a picture is sorted by. */
export function pathOf(client: Client, target: Target, backends: readonly Backend[]): Path {
  return {
    from: { kind: client.kind, node: client.node ?? null },
    to: { kind: target.kind, node: target.node ?? null, service: target.service ?? null },
    backends: Object.fromEntries(backends.map(({ name, node }) => [name, node])),
  };
}
