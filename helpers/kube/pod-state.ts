/** What a pod's status says about why it is not Ready. */
import type { V1ContainerStateWaiting, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** Ready and not on its way out. */
export function isReady(pod: V1Pod): boolean {
  return pod.metadata?.deletionTimestamp === undefined && condition(pod, 'Ready')?.status === 'True';
}

/** Why it is not Ready, as far as its own status knows; undefined if that names no cause. */
export function podProblem(pod: V1Pod): string | undefined {
  if (pod.metadata?.deletionTimestamp) return 'is being deleted';
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status === 'False') return reasonText(scheduled.reason, scheduled.message);
  if (pod.status?.phase === 'Failed') return reasonText(pod.status.reason ?? 'Failed', pod.status.message);
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [...initContainerStatuses, ...containerStatuses]
    .map(containerProblem)
    .find((problem) => problem !== undefined);
}

/** What kubelet says of an image that does not come; see k8s.io/kubernetes/pkg/kubelet/images/types.go. */
const PULL_REASONS = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError'];

/** The container that waits for an image that does not come. */
export function pullTrouble({ status }: V1Pod): V1ContainerStateWaiting | undefined {
  return status?.containerStatuses
    ?.map(({ state }) => state?.waiting)
    .find((waiting) => PULL_REASONS.includes(waiting?.reason ?? ''));
}

/** Whether it waits for what hardly comes by itself: a node that takes it, or its image. */
export function isStuck(pod: V1Pod): boolean {
  return condition(pod, 'PodScheduled')?.reason === 'Unschedulable' || pullTrouble(pod) !== undefined;
}

/** Its phase and what it waits for, for a pod whose status names no cause. */
export function podPhase({ status }: V1Pod): string {
  const { initContainerStatuses = [], containerStatuses = [] } = status ?? {};
  const waiting = [...initContainerStatuses, ...containerStatuses].find(({ ready }) => !ready);
  return reasonText(
    status?.phase ?? 'no phase yet',
    waiting && `${waiting.name} ${waiting.state?.waiting?.reason ?? 'not ready'}`,
  );
}

/** `pod a on node b`; without a node while it has none. */
export function podText({ metadata, spec }: V1Pod): string {
  return `pod ${metadata?.name}${spec?.nodeName ? ` on node ${spec.nodeName}` : ''}`;
}

function containerProblem({ state, lastState }: V1ContainerStatus): string | undefined {
  const waiting = state?.waiting;
  // Both are what every pod passes through.
  if (waiting?.reason && !['ContainerCreating', 'PodInitializing'].includes(waiting.reason)) {
    return reasonText(waiting.reason, waiting.message);
  }
  const ended = state?.terminated ?? (waiting && lastState?.terminated);
  if (ended && ended.exitCode !== 0) return reasonText(ended.reason, ended.message ?? `exit code ${ended.exitCode}`);
  return undefined;
}

function condition(pod: V1Pod, type: string) {
  return pod.status?.conditions?.find((each) => each.type === type);
}

function reasonText(reason: string | undefined, message: string | undefined): string {
  return [reason, message?.trim().replace(/\s+/g, ' ')].filter(Boolean).join(': ');
}
