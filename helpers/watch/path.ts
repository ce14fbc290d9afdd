/** The paths that are watched: each place of the run asks a Service over TCP and UDP, as the matrix has them. */
import type { V1Service } from '@kubernetes/client-node';
import type { Cluster } from '../cluster/cluster.ts';
import { type Pairs, pairsOf } from '../expect/pairs.ts';
import type { Places } from '../expect/places.ts';
import type { Client, Protocol, Target } from '../probe/probe.ts';
import { clusterIP, nodePorts } from '../scene/targets.ts';

/** The requirements that a watched path may belong to, in the catalogue's order. */
export const WATCHED_IDS = ['ARTICLE-7', 'CLUSTERIP-1', 'CLUSTERIP-2', 'NODEPORT-1', 'UDP-1'] as const;
type WatchedId = (typeof WATCHED_IDS)[number];

export interface WatchedPath {
  readonly id: WatchedId;
  readonly client: Client;
  readonly target: Target;
  readonly protocol: Protocol;
  /** Where the backends' pod IPs are asked from: the client itself, or for one outside a pod on the node that it dials. */
  readonly beside: Client;
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP'];

/** @param service has nodePorts, and its ports are named tcp and udp. */
export function pathsOf(
  { pods, nodes, outside, podOn }: Pick<Places, 'pods' | 'nodes' | 'outside' | 'podOn'>,
  cluster: Pick<Cluster, 'nodes' | 'outside'>,
  service: V1Service,
  pairs: Pairs,
): WatchedPath[] {
  return PROTOCOLS.flatMap((protocol) => {
    const idOf = (id: WatchedId) => (protocol === 'UDP' ? 'UDP-1' : id);
    const port = protocol.toLowerCase();
    const virtual = clusterIP(service, port);
    const doors = nodePorts(cluster, service, port);
    const inside = ([clients, id]: readonly [readonly Client[], WatchedId]): WatchedPath[] => [
      ...clients.map((client) => ({ id: idOf(id), client, target: virtual, protocol, beside: client })),
      ...pairsOf(clients, clients.length > 0 ? doors : [], pairs).map(({ client, target }) => ({
        ...{ id: idOf('NODEPORT-1'), client, target, protocol, beside: client },
      })),
    ];
    const fromOutside = cluster.outside.kind === 'none' ? [] : doors;
    return [
      ...inside([pods, 'CLUSTERIP-1']),
      ...inside([nodes, 'CLUSTERIP-2']),
      ...fromOutside.map((target) => ({
        ...{ id: idOf('ARTICLE-7'), client: outside, target, protocol, beside: podOn(target.node) },
      })),
    ];
  });
}
