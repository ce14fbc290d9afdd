import type { V1PodStatus } from '@kubernetes/client-node';
import { type ApiObject, timestamp } from '../api/api-object.ts';

/** As kubelet writes it. */
export function podStatus(pod: ApiObject, ready: boolean, address: string, hostIP: string): object {
  const { containers = [], initContainers = [] } = Object(pod.spec) as {
    containers?: { name: string; image: string }[];
    initContainers?: { name: string; image: string }[];
  };
  const before = Object(pod.status) as V1PodStatus;
  const startedAt = before.startTime ?? timestamp();
  const runs = (isReady: boolean) => (each: { name: string; image: string }) => ({
    ...{ name: each.name, image: each.image, imageID: each.image, ready: isReady, started: true, restartCount: 0 },
    state: { running: { startedAt } },
  });
  const is = (type: string, holds: boolean) => {
    const status = holds ? 'True' : 'False';
    const old = before.conditions?.find((each) => each.type === type);
    return { type, status, lastTransitionTime: old?.status === status ? old.lastTransitionTime : timestamp() };
  };
  return {
    phase: 'Running',
    conditions: [is('PodScheduled', true), is('Initialized', true), is('ContainersReady', ready), is('Ready', ready)],
    ...{ hostIP, podIP: address, podIPs: [{ ip: address }], startTime: startedAt },
    containerStatuses: containers.map(runs(ready)),
    ...(initContainers.length > 0 && { initContainerStatuses: initContainers.map(runs(true)) }),
  };
}

/** Of a pod whose container has ended for good. */
export function endedStatus(pod: ApiObject, exitCode: number): object {
  const status = Object(pod.status) as V1PodStatus;
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  return {
    ...status,
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    conditions: (status.conditions ?? []).map((each) =>
      /Ready$/.test(each.type) ? { ...each, status: 'False', reason: 'PodCompleted' } : each,
    ),
    containerStatuses: (status.containerStatuses ?? []).map((each) => ({
      ...each,
      ready: false,
      state: { terminated: { exitCode, reason, finishedAt: timestamp() } },
    })),
  };
}
