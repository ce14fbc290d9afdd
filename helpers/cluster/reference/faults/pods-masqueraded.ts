import { type Fault, withWays } from './fault.ts';

export const podsMasqueraded: Fault = {
  what: 'a pod is masqueraded on its way to a ClusterIP: the proxy has the wrong clusterCIDR',
  mustFail: ['SOURCE-1'],
  wraps: () => ({
    route: withWays((ways, { door }, cluster, client) => {
      if (client.kind !== 'pod' || !door || door.atNodePort) return ways;
      const source = cluster.nodes.find(({ name }) => name === client.node)?.gateway;
      return ways.map((way) => ({ ...way, source: source ?? way.source }));
    }),
  }),
};
