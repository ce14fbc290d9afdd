import { type Fault, withServices } from './fault.ts';

export const internalLocalAtNodePort: Fault = {
  what: 'internalTrafficPolicy Local is heeded for nodePorts, too',
  mustFail: ['POLICY-7'],
  wraps: () => ({
    route: withServices((service) => ({ ...service, externalLocal: service.externalLocal || service.internalLocal })),
  }),
};
