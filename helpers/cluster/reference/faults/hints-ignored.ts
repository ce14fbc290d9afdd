import { type Fault, withServices } from './fault.ts';

export const hintsIgnored: Fault = {
  what: 'hints of EndpointSlices are not heeded at all',
  mustFail: ['POLICY-14', 'POLICY-15'],
  wraps: () => ({
    route: withServices((service) => ({
      ...service,
      ports: service.ports.map((port) => ({
        ...port,
        endpoints: port.endpoints.map((each) => ({ ...each, nodes: [], zones: [] })),
      })),
    })),
  }),
};
