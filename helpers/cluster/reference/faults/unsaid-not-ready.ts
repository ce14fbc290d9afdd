import type { Fault } from './fault.ts';

export const unsaidNotReady: Fault = {
  what: 'an endpoint whose slice does not say that it is ready is taken for unready',
  mustFail: ['BACKENDS-9', 'PROXY-4', 'SCALE-2'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) =>
      serviceMap(
        services,
        slices.map(({ endpoints = [], ...slice }) => ({
          ...slice,
          endpoints: (endpoints ?? []).map(({ conditions, ...each }) => ({
            ...each,
            conditions: { ...conditions, ready: conditions?.ready ?? false },
          })),
        })),
      ),
  }),
};
