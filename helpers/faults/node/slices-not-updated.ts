import { denied } from '../breaks/denied.ts';
import type { Fault } from '../fault.ts';

export const slicesNotUpdated: Fault = {
  what: 'nobody updates EndpointSlices any more',
  like: 'an EndpointSlice controller that has lost its right to',
  version: 2,
  mustFail: ['BACKENDS-4'],
  // it begins to look when the EndpointSlices say what they are to say, which version 1 listed as a failure
  cannotTell: ['BACKENDS-2'],
  notAsked: ['ARTICLE-7', 'ARTICLE-5', 'ARTICLE-8', 'ARTICLE-9', 'ARTICLE-4', 'ARTICLE-1'],
  puts: (ground) =>
    denied(ground, {
      resource: 'endpointslices',
      group: 'discovery.k8s.io',
      operation: 'UPDATE',
      when: "object.metadata.labels[?'endpointslice.kubernetes.io/managed-by'].orValue('') == 'endpointslice-controller.k8s.io'",
    }),
};
