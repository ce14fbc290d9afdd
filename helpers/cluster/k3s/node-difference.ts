import { type Groups, KUBE_CHAIN } from './node-rules.ts';
import type { NodeState } from './node-snapshot.ts';

/** What one group has other than before; both lists are empty where only its order differs. */
export interface GroupChange {
  readonly group: string;
  readonly lacks: readonly string[];
  readonly more: readonly string[];
  /** Set where the whole group is there only once. */
  readonly is?: 'gone' | 'new';
}

/** The groups that differ. */
export function changedGroups(before: Groups, after: Groups): GroupChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((group) => {
    const [old, now] = [before.get(group), after.get(group)];
    const change = { group, lacks: without(old ?? [], now ?? []), more: without(now ?? [], old ?? []) };
    if (!old || !now) return [{ ...change, is: old ? ('gone' as const) : ('new' as const) }];
    return change.lacks.length + change.more.length > 0 || inOrder(old) !== inOrder(now) ? [change] : [];
  });
}

/** What is other than before, a line each; empty if nothing is. */
export function difference(before: NodeState, after: NodeState): string[] {
  const where = `node ${before.node.name}`;
  return changedGroups(before.groups, after.groups).flatMap(({ group, lacks, more, is }) => {
    if (is) return [`${where}: ${group} is ${is}`];
    if (lacks.length + more.length === 0) return [`${where}: ${group} has its lines in another order`];
    return [
      ...lacks.map((line) => `${where}: ${group} lacks "${line}"`),
      ...more.map((line) => `${where}: ${group} has more: "${line}"`),
    ];
  });
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((line) => {
    const index = left.indexOf(line);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/** Jumps to the chains of a kube-proxy or kubelet stand in whatever order those two came to life. */
function inOrder(rules: readonly string[]): string {
  return rules.filter((rule) => !KUBE_CHAIN.test(rule.match(/-j (\S+)/)?.[1] ?? '')).join('\n');
}
