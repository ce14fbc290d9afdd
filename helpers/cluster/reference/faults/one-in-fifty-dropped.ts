import type { Fault } from './fault.ts';

export const oneInFiftyDropped: Fault = {
  what: 'one in fifty connections through a Service is lost',
  mustFail: [
    'ARTICLE-11',
    'BACKENDS-1',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-10',
    'CLUSTERIP-6',
    'NODEPORT-5',
    'POLICY-4',
    'PORTS-4',
    'PORTS-5',
    'SCALE-1',
    'SCALE-2',
  ],
  wraps: () => ({
    route: (route) => {
      let count = 0;
      return (cluster, client, target) => {
        const routed = route(cluster, client, target);
        if (routed.kind !== 'answered' || !routed.door) return routed;
        count += 1;
        return count % 50 === 0 ? { kind: 'timeout' } : routed;
      };
    },
  }),
};
