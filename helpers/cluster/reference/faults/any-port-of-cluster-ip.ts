import type { Fault } from './fault.ts';

export const anyPortOfClusterIP: Fault = {
  what: 'a ClusterIP leads to its backends whatever port is dialled: traffic is taken by its address alone',
  mustFail: ['CLUSTERIP-4', 'DNS-5', 'NODEPORT-4', 'PORTS-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const service = cluster.services.find(({ clusterIP }) => clusterIP === target.address);
      const isDeclared = service?.ports.some(
        ({ port, protocol }) => port === target.port && protocol === target.protocol,
      );
      const [first] = service?.ports.filter(({ protocol }) => protocol === target.protocol) ?? [];
      return route(cluster, client, first && !isDeclared ? { ...target, port: first.port } : target);
    },
  }),
};
