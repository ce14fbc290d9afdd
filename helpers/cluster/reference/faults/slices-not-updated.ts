import type { ApiObject } from '../api/api-object.ts';
import type { Fault } from './fault.ts';

export const slicesNotUpdated: Fault = {
  what: 'EndpointSlices stay as they were first written with an endpoint in them: their controller has stopped',
  mustFail: ['BACKENDS-4', 'BACKENDS-6', 'BACKENDS-7', 'BACKENDS-8', 'PORTS-4'],
  // they begin to look when the EndpointSlices say what they are to say
  cannotTell: [
    'AFFINITY-4',
    'BACKENDS-2',
    'BACKENDS-3',
    'BACKENDS-5',
    'DNS-2',
    'POLICY-3',
    'POLICY-8',
    'POLICY-9',
    'POLICY-10',
    'POLICY-14',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // both pods may be Ready when the slice is first written
  byChance: ['ARTICLE-1', 'ARTICLE-4', 'ARTICLE-5', 'ARTICLE-6', 'ARTICLE-8', 'ARTICLE-9', 'ARTICLE-10', 'ARTICLE-11'],
  wraps: () => ({
    slicesOf: (slicesOf) => {
      const written = new Map<string, ApiObject[]>();
      return (service, pods, zoneOf) => {
        const uid = service.metadata?.uid ?? '';
        const slices = written.get(uid) ?? slicesOf(service, pods, zoneOf);
        const hasSome = slices.some(({ endpoints }) => Array.isArray(endpoints) && endpoints.length > 0);
        if (hasSome) written.set(uid, slices);
        return slices;
      };
    },
  }),
};
