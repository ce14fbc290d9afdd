import type { V1Pod } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

export const namedPortOfFirstPod: Fault = {
  what: 'the number that the first pod gives to a named targetPort is used for all',
  mustFail: ['PORTS-2'],
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) => {
      const [first] = pods;
      const containers = first?.spec?.containers ?? [];
      const alike = pods.map((pod) => ({ ...pod, spec: { ...pod.spec, containers, initContainers: [] } }));
      return slicesOf(service, alike as V1Pod[], zoneOf);
    },
  }),
};
