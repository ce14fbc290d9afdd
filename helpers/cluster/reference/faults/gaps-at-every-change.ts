import type { Fault } from './fault.ts';

/** In ms. */
const GAP_MS = 250;

export const gapsAtEveryChange: Fault = {
  what: 'rules are not rewritten as one: for a quarter of a second after every change there are none',
  mustFail: [
    'ARTICLE-11',
    'BACKENDS-6',
    'BACKENDS-10',
    'CLUSTERIP-6',
    'NODEPORT-5',
    'POLICY-4',
    'PORTS-4',
    'PORTS-5',
    'SCALE-1',
  ],
  wraps: () => {
    let changedAt = Number.NEGATIVE_INFINITY;
    return {
      serviceMap: (serviceMap) => (services, slices) => {
        changedAt = performance.now();
        return serviceMap(services, slices);
      },
      route: (route) => (cluster, client, target) => {
        const routed = route(cluster, client, target);
        const isGap = performance.now() - changedAt < GAP_MS;
        return isGap && routed.kind === 'answered' && routed.door ? { kind: 'timeout' } : routed;
      },
    };
  },
};
