import type { Cluster, ClusterNode } from '../../cluster/cluster.ts';
import { type Door, readyOnes } from './door.ts';
import { isOn } from './lead.ts';
import type { Rules } from './nft-table.ts';

/** Where a node has no local endpoint its health check is answered by a node that has one. */
export function wellElsewhere(doors: readonly Door[], node: ClusterNode, { nodes }: Pick<Cluster, 'nodes'>): Rules {
  const asked = doors.flatMap((door) => {
    const ready = readyOnes(door);
    const well = nodes.find((each) => ready.some(isOn(each)));
    const [address] = well?.internalIPs ?? [];
    if (!door.healthCheckNodePort || !address || ready.some(isOn(node))) return [];
    return [{ port: door.healthCheckNodePort, address }];
  });
  return {
    chooses: asked.map(({ port, address }) => `fib daddr type local tcp dport ${port} dnat to ${address}:${port}`),
    hides: asked.map(({ port, address }) => `ip daddr ${address} tcp dport ${port} masquerade`),
  };
}
