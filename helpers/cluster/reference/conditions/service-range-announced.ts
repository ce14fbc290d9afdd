import type { Condition } from '../faults/fault.ts';

export const serviceRangeAnnounced: Condition = {
  what: 'the service range is announced outside, so that there is a route to ClusterIPs, and the nodes drop what comes by it',
  wraps: () => ({
    route: (route) => (cluster, client, target) =>
      client.kind === 'outside' && cluster.isServiceAddress(target.address)
        ? { kind: 'timeout' }
        : route(cluster, client, target),
  }),
};
