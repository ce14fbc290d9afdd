import type { Fault } from './fault.ts';

export const healthCountsTerminating: Fault = {
  what: 'health check node ports count pods that terminate',
  mustFail: ['POLICY-11'],
  wraps: () => ({
    localReady: (localReady) => (service, node) => {
      const ports = service.ports.map((port) => ({
        ...port,
        endpoints: port.endpoints.map((each) => ({ ...each, ready: each.ready || each.serving })),
      }));
      return localReady({ ...service, ports }, node);
    },
  }),
};
