import type { Fault } from './fault.ts';

export const nodesUnserved: Fault = {
  what: 'processes on nodes are not served at ClusterIPs: the jump from OUTPUT is missing',
  mustFail: ['CLUSTERIP-2', 'CLUSTERIP-4', 'POLICY-6', 'SOURCE-4', 'UDP-3', 'UDP-5'],
  // which is told first: that nobody answers, or that their positive controls are not answered either
  byChance: ['BACKENDS-3', 'BACKENDS-7', 'BACKENDS-8'],
  wraps: () => ({
    route: (route) => (cluster, client, target) =>
      client.kind === 'node' && cluster.isServiceAddress(target.address)
        ? { kind: 'timeout' }
        : route(cluster, client, target),
  }),
};
