import type { Cluster, ClusterNode } from '../../cluster/cluster.ts';

/** The IPv4 range of ClusterIPs. @throws Error where there is none. */
export function serviceRange({ serviceRanges }: Pick<Cluster, 'serviceRanges'>): string {
  const range = serviceRanges.find((each) => each.includes('.'));
  if (!range) throw new Error('the cluster has no IPv4 service range, which this fault is made for');
  return range;
}

/** Matches new connections to a nodePort of the node itself; a reply may come to a port of that range too, if a masquerade has chosen it. */
export function toNodePorts({ nodePortRange: { from, to } }: Pick<Cluster, 'nodePortRange'>, protocol: string): string {
  return `ct state new fib daddr type local ${protocol} dport ${from}-${to}`;
}

/** The node that faults of one node are put on: not the server, which has more to lose. @throws Error where there is no other. */
export function lastNode({ nodes }: Pick<Cluster, 'nodes'>): ClusterNode {
  const last = nodes.at(-1);
  if (!last || nodes.length < 2) throw new Error('a second node is needed for a fault of one node');
  return last;
}
