import type { Fault } from './fault.ts';

export const sourceLost: Fault = {
  what: "the client's address is lost under externalTrafficPolicy Local: everything is masqueraded",
  mustFail: ['SOURCE-3', 'SOURCE-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'answered' || !routed.door?.atNodePort) return routed;
      const node = cluster.nodes.find(({ name }) => name === routed.door?.node);
      return { ...routed, by: routed.by.map((way) => ({ ...way, source: node?.gateway ?? way.source })) };
    },
  }),
};
