import { type Fault, withServices } from './fault.ts';

export const affinityInMinutes: Fault = {
  what: 'affinity lasts as many minutes as it has to last seconds',
  mustFail: ['AFFINITY-3'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, affinitySeconds: service.affinitySeconds * 60 })),
  }),
};
