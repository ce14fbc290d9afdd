import { type Connection, parseConnection } from '../../cluster/k3s/connection.ts';
import type { TargetFacts, TrackedFacts } from '../../report/failure-facts.ts';

/** Kinds of connection of one node that go into the facts; its file has all. */
const MOST_KINDS = 20;

/** The connections to these targets that a node tracks, equal ones together; the most frequent first. */
export function trackedFacts(node: string, lines: readonly string[], targets: readonly TargetFacts[]): TrackedFacts[] {
  const kinds = new Map<string, TrackedFacts>();
  for (const line of lines) {
    const connection = parseConnection(line);
    if (!connection || !targets.some((target) => isTo(connection, target))) continue;
    const key = JSON.stringify(connection);
    const known = kinds.get(key);
    if (known) known.count += 1;
    else kinds.set(key, { node, ...connection, count: 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, MOST_KINDS);
}

function isTo({ protocol, to, port }: Connection, target: TargetFacts): boolean {
  return target.host === to && target.port === port && target.protocol === protocol;
}
