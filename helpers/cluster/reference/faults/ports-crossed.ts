import { type Fault, withServices } from './fault.ts';

export const portsCrossed: Fault = {
  what: 'every port of a Service leads to the targetPort of the first',
  mustFail: ['CLUSTERIP-7', 'NODEPORT-6', 'PORTS-1', 'PORTS-3', 'PORTS-4'],
  wraps: () => ({
    route: withServices(({ ports, ...service }) => {
      const [first] = ports;
      const endpoints = (protocol: string) => ports.find((port) => port.protocol === protocol)?.endpoints ?? [];
      return first
        ? { ...service, ports: ports.map((port) => ({ ...port, endpoints: endpoints(port.protocol) })) }
        : { ...service, ports };
    }),
  }),
};
