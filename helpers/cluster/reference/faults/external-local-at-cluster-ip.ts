import { type Fault, withServices } from './fault.ts';

export const externalLocalAtClusterIP: Fault = {
  what: 'externalTrafficPolicy Local is heeded for the ClusterIP, too',
  mustFail: ['POLICY-4', 'SOURCE-4'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, internalLocal: service.internalLocal || service.externalLocal })),
  }),
};
