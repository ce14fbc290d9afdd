import type { V1Service } from '@kubernetes/client-node';
import type { ClientAndTarget } from '../expect/pairs.ts';
import type { Client } from '../probe/probe.ts';
import type { Stage } from './stage.ts';
import { type NodePortTarget, nodePorts, type PortOf } from './targets.ts';

/** The Service's nodePort on each node, each asked by the client on the next node; on its own where there is but one. */
export function fromNextNode(
  cluster: Pick<Stage['cluster'], 'nodes'>,
  clients: readonly Client[],
  service: V1Service,
  port?: PortOf,
): ClientAndTarget<Client, NodePortTarget>[] {
  return nodePorts(cluster, service, port).map((target) => {
    const own = clients.findIndex(({ node }) => node === target.node);
    const client = clients[(own + 1) % clients.length];
    if (!client) throw new Error('no client to ask a nodePort from');
    return { client, target };
  });
}
