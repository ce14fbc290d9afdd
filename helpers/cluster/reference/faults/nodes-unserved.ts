import type { Fault } from './fault.ts';

export const nodesUnserved: Fault = {
  what: 'processes on nodes are not served at ClusterIPs: the jump from OUTPUT is missing',
  mustFail: [
    'BACKENDS-3',
    'BACKENDS-7',
    'BACKENDS-8',
    'CLUSTERIP-2',
    'CLUSTERIP-4',
    'POLICY-6',
    'POLICY-15',
    'SOURCE-4',
    'UDP-3',
    'UDP-5',
  ],
  wraps: () => ({
    route: (route) => (cluster, client, target) =>
      client.kind === 'node' && cluster.isServiceAddress(target.address)
        ? { kind: 'timeout' }
        : route(cluster, client, target),
  }),
};
