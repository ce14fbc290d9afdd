import type { Needs } from '../catalogue/requirement.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { atLeast } from '../cluster/version.ts';

type Known = Pick<
  Cluster,
  'kind' | 'kubernetesVersion' | 'nodes' | 'proxyMode' | 'ipFamilies' | 'outside' | 'namespace' | 'footprint'
>;

/** Why this cluster can't show the requirement, or undefined if it can. */
export function unmetNeed(needs: Needs, cluster: Known): string | undefined {
  const { nodes = 1, since, nftablesSince, proxyModes } = needs;
  if (cluster.nodes.length < nodes) return `needs ${nodes} nodes, the cluster has ${cluster.nodes.length}`;
  if (since && !atLeast(cluster.kubernetesVersion, since)) {
    return `needs Kubernetes ${since}, the cluster has ${cluster.kubernetesVersion}`;
  }
  if (nftablesSince && cluster.proxyMode === 'nftables' && !atLeast(cluster.kubernetesVersion, nftablesSince)) {
    return `kube-proxy ${cluster.kubernetesVersion} in mode nftables is known to fail it, and to program nothing from then on; mended in ${nftablesSince}`;
  }
  if (needs.dualStack && cluster.ipFamilies.length < 2) {
    return `needs IPv4 and IPv6, the cluster has ${cluster.ipFamilies.join()} (--ip-family dual)`;
  }
  if (needs.throwaway && cluster.kind === 'reference') return 'needs real nodes, because it disturbs them';
  if (needs.throwaway && cluster.kind !== 'k3s') return "needs a cluster of the suite's own, because it disturbs nodes";
  if (needs.namespaces && cluster.namespace !== undefined) {
    return `needs ${needs.namespaces} namespaces, and --namespace names one`;
  }
  if (needs.hostNetwork && cluster.footprint?.hostNetwork === false) {
    return "needs pods in the nodes' network: allow them by --allow-host-network";
  }
  if (needs.kubeProxy && cluster.proxyMode === 'unknown') return proxyUnknown(cluster);
  if (needs.outside && cluster.outside.kind === 'none' && !cluster.outside.wanted) {
    return `needs a client outside: ${cluster.outside.why}`;
  }
  // Without a proxy everything is held to the default mode, so that it fails by name.
  const mode = cluster.proxyMode === 'none' ? 'iptables' : cluster.proxyMode;
  if (proxyModes && !proxyModes.some((each) => each === mode)) {
    return `needs kube-proxy in mode ${proxyModes.join(' or ')}, the cluster's is ${mode}`;
  }
  return undefined;
}

/** Why a client outside could not be had, though the requirement needs one and nobody has said that there is none; else undefined. */
export function missingOutside(needs: Needs, { outside }: Pick<Cluster, 'outside'>): string | undefined {
  return needs.outside && outside.kind === 'none' && outside.wanted ? `no client outside: ${outside.why}` : undefined;
}

function proxyUnknown({ footprint }: Known): string {
  const unseen = footprint?.hostNetwork === false;
  return `needs a kube-proxy that tells its mode${unseen ? ', which only the node itself can ask: --allow-host-network' : ''}`;
}
