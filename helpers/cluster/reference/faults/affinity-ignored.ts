import { type Fault, withServices } from './fault.ts';

export const affinityIgnored: Fault = {
  what: 'sessionAffinity ClientIP is ignored',
  mustFail: ['AFFINITY-1', 'AFFINITY-2', 'AFFINITY-3', 'AFFINITY-4', 'AFFINITY-5'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, affinitySeconds: 0 })),
  }),
};
