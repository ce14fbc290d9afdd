import type { Fault } from './fault.ts';

export const terminatingUsed: Fault = {
  what: 'pods that terminate get new connections while others are ready',
  mustFail: ['BACKENDS-6', 'POLICY-10', 'POLICY-11'],
  // its pod may be gone before it is asked
  byChance: ['POLICY-14'],
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
