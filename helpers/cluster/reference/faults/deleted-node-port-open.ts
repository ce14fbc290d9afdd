import type { Service } from '../routing/cluster-model.ts';
import type { Fault } from './fault.ts';

export const deletedNodePortOpen: Fault = {
  what: 'the nodePort of a Service that is deleted, or takes it away, stays open on every node',
  mustFail: ['API-4', 'ARTICLE-11', 'NODEPORT-5', 'PORTS-4', 'PROXY-4'],
  wraps: () => ({
    serviceMap: (serviceMap) => {
      const doors = new Map<number, Service>();
      return (services, slices) => {
        const right = serviceMap(services, slices);
        for (const service of right) {
          for (const port of service.ports) {
            if (port.nodePort > 0)
              doors.set(port.nodePort, { ...service, name: `${service.name} as it was`, clusterIP: '', ports: [port] });
          }
        }
        const open = new Set(right.flatMap(({ ports }) => ports.map(({ nodePort }) => nodePort)));
        return [...right, ...[...doors].flatMap(([nodePort, service]) => (open.has(nodePort) ? [] : service))];
      };
    },
  }),
};
