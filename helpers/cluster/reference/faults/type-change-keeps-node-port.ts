import { type Fault, remembering } from './fault.ts';

export const typeChangeKeepsNodePort: Fault = {
  what: 'a Service that becomes a ClusterIP keeps its nodePort',
  mustFail: ['API-4', 'NODEPORT-5'],
  wraps: () => ({
    serviceMap: remembering((before, service) => ({
      ...service,
      ports: service.ports.map((port) => ({
        ...port,
        nodePort: port.nodePort || (before?.ports.find(({ name }) => name === port.name)?.nodePort ?? 0),
      })),
    })),
  }),
};
