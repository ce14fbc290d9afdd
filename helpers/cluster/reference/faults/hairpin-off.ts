import { type Fault, NOWHERE } from './fault.ts';

export const hairpinOff: Fault = {
  what: 'a pod does not reach itself through its Service: its bridge does not send back where something came from',
  mustFail: ['ARTICLE-4', 'CLUSTERIP-3', 'DNS-1'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'answered' || !routed.door || client.kind !== 'pod') return routed;
      return {
        ...routed,
        by: routed.by.map((way) => (way.address === client.address ? { ...way, address: NOWHERE } : way)),
      };
    },
  }),
};
