import type { Fault } from './fault.ts';

export const clusterIPOutside: Fault = {
  what: 'a ClusterIP answers outside: somebody has routed the service range to a node',
  mustFail: ['ARTICLE-6'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const [node] = cluster.nodes;
      if (client.kind !== 'outside' || !node || !cluster.isServiceAddress(target.address))
        return route(cluster, client, target);
      return route(cluster, { kind: 'node', node: node.name, address: client.address }, target);
    },
  }),
};
