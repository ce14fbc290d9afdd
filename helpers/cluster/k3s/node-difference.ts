import { KUBE_CHAIN } from './node-rules.ts';
import type { NodeState } from './node-snapshot.ts';

/** What is other than before, a line each; empty if nothing is. */
export function difference(before: NodeState, after: NodeState): string[] {
  const where = `node ${before.node.name}`;
  return [...new Set([...before.groups.keys(), ...after.groups.keys()])].flatMap((group) => {
    const [old, now] = [before.groups.get(group), after.groups.get(group)];
    if (!old || !now) return [`${where}: ${group} is ${old ? 'gone' : 'new'}`];
    const changes = [
      ...without(old, now).map((line) => `${where}: ${group} lacks "${line}"`),
      ...without(now, old).map((line) => `${where}: ${group} has more: "${line}"`),
    ];
    const reordered = changes.length === 0 && inOrder(old) !== inOrder(now);
    return reordered ? [`${where}: ${group} has its lines in another order`] : changes;
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
