import type { Needs } from '../catalogue/requirement.ts';

/** What a cluster and a run must have for a requirement to be checked, such as `2 nodes, a client outside`; empty if any will do. */
export function needsInWords(needs: Needs): string {
  const { nodes = 1, proxyModes, since } = needs;
  const phrases = [
    since && `Kubernetes ${since}`,
    nodes > 1 && `${nodes} nodes`,
    needs.namespaces && `${needs.namespaces} namespaces`,
    needs.outside && 'a client outside',
    needs.hostNetwork && "pods in the nodes' network",
    needs.dualStack && 'IPv4 and IPv6',
    needs.loadBalancer && 'LoadBalancers that nobody claims',
    proxyModes && `kube-proxy in mode ${proxyModes.join(' or ')}`,
    needs.kubeProxy && !proxyModes && 'kube-proxy',
    needs.throwaway && 'a throwaway cluster',
  ];
  return phrases.filter(Boolean).join(', ');
}
