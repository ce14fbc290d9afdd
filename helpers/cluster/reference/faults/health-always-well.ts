import type { Fault } from './fault.ts';

export const healthAlwaysWell: Fault = {
  what: 'health check node ports always say 200',
  mustFail: ['POLICY-11'],
  wraps: () => ({
    localReady: (localReady) => (service, node) => Math.max(1, localReady(service, node)),
  }),
};
