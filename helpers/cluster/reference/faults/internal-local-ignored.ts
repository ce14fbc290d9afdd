import { type Fault, withServices } from './fault.ts';

export const internalLocalIgnored: Fault = {
  what: 'internalTrafficPolicy Local is taken for Cluster: it falls back to remote pods',
  mustFail: ['POLICY-6', 'POLICY-7', 'POLICY-9', 'POLICY-15'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, internalLocal: false })),
  }),
};
