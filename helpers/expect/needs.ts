import type { Needs } from '../catalogue/requirement.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { atLeast } from '../cluster/version.ts';

type Known = Pick<Cluster, 'kind' | 'kubernetesVersion' | 'nodes' | 'proxyMode' | 'ipFamilies'>;

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
  if (needs.kubeProxy && cluster.proxyMode === 'unknown') return 'needs a kube-proxy that tells its mode';
  // Without a proxy everything is held to the default mode, so that it fails by name.
  const mode = cluster.proxyMode === 'none' ? 'iptables' : cluster.proxyMode;
  if (proxyModes && !proxyModes.some((each) => each === mode)) {
    return `needs kube-proxy in mode ${proxyModes.join(' or ')}, the cluster's is ${mode}`;
  }
  return undefined;
}
