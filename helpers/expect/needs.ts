import type { Cluster } from '../cluster/cluster.ts';
import type { Needs } from '../requirements.ts';

/** Why this cluster can't show the requirement, or undefined if it can. */
export function unmetNeed(needs: Needs, cluster: Pick<Cluster, 'nodes'>): string | undefined {
  const { nodes = 1 } = needs;
  if (cluster.nodes.length < nodes) return `needs ${nodes} nodes, the cluster has ${cluster.nodes.length}`;
  return undefined;
}
