import { Failure } from '../api/failure.ts';
import type { Fault } from './fault.ts';

export const invalidAccepted: Fault = {
  what: 'Services are not validated: a webhook or another API server lets them in',
  mustFail: ['API-1', 'API-2', 'API-6', 'DUALSTACK-1'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      try {
        return prepare(object, before);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { ...object, spec: { ...before?.spec, ...object.spec }, status: before?.status ?? { loadBalancer: {} } };
      }
    },
  }),
};
