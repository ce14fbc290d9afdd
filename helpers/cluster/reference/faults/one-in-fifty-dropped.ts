import type { Fault } from './fault.ts';

const ONE_IN = 50;

export const oneInFiftyDropped: Fault = {
  what: 'of the connections of one client to one Service one in fifty is lost',
  mustFail: ['BACKENDS-1', 'BACKENDS-6', 'SCALE-2'],
  othersMayFail: true,
  wraps: () => ({
    route: (route) => {
      const counts = new Map<string, number>();
      return (cluster, client, target) => {
        const routed = route(cluster, client, target);
        if (routed.kind !== 'answered' || !routed.door) return routed;
        const { service, node, port } = routed.door;
        const key = [client.address, node, service, port.name].join(' ');
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return count % ONE_IN === 0 ? { kind: 'timeout' } : routed;
      };
    },
  }),
};
