import { isDeepStrictEqual } from 'node:util';
import type { Service } from '../routing/cluster-model.ts';
import type { Fault } from './fault.ts';

/** In ms. */
const GAP_MS = 250;

export const gapsAtEveryChange: Fault = {
  what: 'the rules of a Service are not rewritten as one: for a quarter of a second after it has changed there are none',
  mustFail: ['BACKENDS-6', 'BACKENDS-10', 'NODEPORT-5', 'POLICY-4', 'POLICY-8', 'POLICY-9', 'POLICY-14'],
  // a gap is seen only by a probe that falls into it
  byChance: ['PORTS-4'],
  wraps: () => {
    let last = new Map<string, { readonly service: Service; readonly at: number }>();
    return {
      serviceMap: (serviceMap) => (services, slices) => {
        const made = serviceMap(services, slices);
        const rewritten = (service: Service) => {
          const before = last.get(service.name);
          if (!before) return Number.NEGATIVE_INFINITY;
          return isDeepStrictEqual(before.service, service) ? before.at : performance.now();
        };
        last = new Map(made.map((service) => [service.name, { service, at: rewritten(service) }]));
        return made;
      },
      route: (route) => (cluster, client, target) => {
        const routed = route(cluster, client, target);
        if (routed.kind !== 'answered' || !routed.door) return routed;
        const { at = Number.NEGATIVE_INFINITY } = last.get(routed.door.service) ?? {};
        return performance.now() - at < GAP_MS ? { kind: 'timeout' } : routed;
      },
    };
  },
};
