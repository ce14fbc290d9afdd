import type { Service } from '../routing/cluster-model.ts';
import type { Fault } from './fault.ts';

export const deletedClusterIPAnswers: Fault = {
  what: 'the ClusterIP of a Service that was deleted answers on',
  mustFail: ['API-4', 'ARTICLE-11', 'BACKENDS-5', 'CLUSTERIP-6', 'PROXY-4', 'SCALE-1'],
  wraps: () => ({
    serviceMap: (serviceMap) => {
      const known = new Map<string, Service>();
      return (services, slices) => {
        const right = serviceMap(services, slices);
        for (const service of right) known.set(service.clusterIP, service);
        const held = new Set(right.map(({ clusterIP }) => clusterIP));
        const gone = [...known.values()].filter(({ clusterIP }) => !held.has(clusterIP));
        return [
          ...right,
          ...gone.map((service) => ({ ...service, ports: service.ports.map((port) => ({ ...port, nodePort: 0 })) })),
        ];
      };
    },
  }),
};
