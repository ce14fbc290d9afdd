import { type Fault, withServices } from './fault.ts';

export const terminatingUnused: Fault = {
  what: 'endpoints that terminate and still serve are not used, even where there is nothing else',
  mustFail: ['POLICY-8', 'POLICY-11'],
  cannotTell: ['POLICY-9'], // its dying pod is gone before the wait for an answer is over
  wraps: () => ({
    route: withServices((service) => ({
      ...service,
      ports: service.ports.map((port) => ({
        ...port,
        endpoints: port.endpoints.map((endpoint) => ({
          ...endpoint,
          serving: endpoint.serving && !endpoint.terminating,
        })),
      })),
    })),
  }),
};
