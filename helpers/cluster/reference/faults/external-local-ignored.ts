import { type Fault, withServices } from './fault.ts';

export const externalLocalIgnored: Fault = {
  what: 'externalTrafficPolicy Local is taken for Cluster: the second hop is kept',
  mustFail: ['POLICY-1', 'POLICY-2', 'POLICY-4', 'POLICY-9', 'POLICY-11', 'POLICY-15', 'SOURCE-3', 'SOURCE-4'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, externalLocal: false })),
  }),
};
