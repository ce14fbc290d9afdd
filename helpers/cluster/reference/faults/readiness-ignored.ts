import type { Fault } from './fault.ts';

export const readinessIgnored: Fault = {
  what: 'pods that are not ready get connections as if they were',
  mustFail: ['AFFINITY-4', 'BACKENDS-2', 'BACKENDS-6', 'BACKENDS-7', 'BACKENDS-9', 'POLICY-10', 'POLICY-11'],
  // whether a connection falls into the moment in which the near pod ends
  byChance: ['POLICY-14'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) =>
      serviceMap(services, slices).map((service) => ({
        ...service,
        ports: service.ports.map((port) => ({
          ...port,
          endpoints: port.endpoints.map((each) => ({ ...each, ready: true, serving: true })),
        })),
      })),
  }),
};
