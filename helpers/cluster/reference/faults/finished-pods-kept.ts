import type { V1Pod } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

export const finishedPodsKept: Fault = {
  what: 'pods that have finished stay endpoints',
  mustFail: ['BACKENDS-8'],
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) => {
      const published = { ...service, spec: { ...service.spec, publishNotReadyAddresses: true } };
      const isOver = ({ status }: V1Pod) => status?.phase === 'Succeeded' || status?.phase === 'Failed';
      const running = pods.map((pod) => (isOver(pod) ? { ...pod, status: { ...pod.status, phase: 'Running' } } : pod));
      return slicesOf(pods.some(isOver) ? published : service, running, zoneOf);
    },
  }),
};
