import type { Fault } from './fault.ts';

export const clusterIPPortOnNodes: Fault = {
  what: 'the port of a ClusterIP is open on the nodes, as a hostPort or servicelb opens it',
  mustFail: ['ARTICLE-10'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'refused' || cluster.isServiceAddress(target.address) || cluster.pods.has(target.address))
        return routed;
      const service = cluster.services.find(({ ports }) =>
        ports.some(
          ({ port, protocol, endpoints }) =>
            port === target.port && protocol === target.protocol && endpoints.length > 0,
        ),
      );
      const [node] = cluster.nodes;
      if (!service || !node) return routed;
      return route(
        cluster,
        { kind: 'node', node: node.name, address: client.address },
        { ...target, address: service.clusterIP },
      );
    },
  }),
};
