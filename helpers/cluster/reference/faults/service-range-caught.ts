import type { Fault } from './fault.ts';

export const serviceRangeCaught: Fault = {
  what: 'an address of the service range that nobody holds is answered by some backend: a catch-all rule',
  mustFail: ['API-4', 'ARTICLE-11', 'BACKENDS-5', 'CLUSTERIP-5', 'CLUSTERIP-6', 'PROXY-4', 'SCALE-1'],
  // seen only while a Service of theirs is not programmed yet
  byChance: ['CLUSTERIP-4', 'SCALE-2', 'UDP-3', 'UDP-4', 'UDP-5'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      if (client.kind === 'outside' || !cluster.isServiceAddress(target.address)) return route(cluster, client, target);
      if (cluster.services.some(({ clusterIP }) => clusterIP === target.address)) return route(cluster, client, target);
      const service = cluster.services.findLast(({ ports }) => ports.some(({ endpoints }) => endpoints.length > 0));
      const [port] = service?.ports ?? [];
      if (!service || !port) return route(cluster, client, target);
      return route(cluster, client, { address: service.clusterIP, port: port.port, protocol: port.protocol });
    },
  }),
};
