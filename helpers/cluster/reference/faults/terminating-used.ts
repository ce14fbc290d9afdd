import type { Fault } from './fault.ts';

export const terminatingUsed: Fault = {
  what: 'pods that terminate get new connections while others are ready',
  mustFail: ['POLICY-10', 'POLICY-11'],
  // its pod may be gone before it is asked
  // the last one: whether a connection comes just when its pod ends
  byChance: ['POLICY-14', 'BACKENDS-6'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) =>
      serviceMap(services, slices).map((service) => ({
        ...service,
        ports: service.ports.map((port) => ({
          ...port,
          endpoints: port.endpoints.map((each) => ({
            ...each,
            ready: each.ready || (each.serving && each.terminating),
          })),
        })),
      })),
  }),
};
