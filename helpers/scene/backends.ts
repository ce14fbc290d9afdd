/** Backend pods: made, made ready and unready, deleted, each step waited for. */
import type { V1Pod } from '@kubernetes/client-node';
import { ROLLOUT_MS } from '../bounds.ts';
import type { Backend } from '../expect/backend.ts';
import { isNotFound } from '../kube/api-error.ts';
import { apply } from '../kube/apply.ts';
import { askDeletion } from '../kube/ask-deletion.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { eventually, NotYet } from '../kube/eventually.ts';
import { exec } from '../kube/exec.ts';
import type { ExecPlace } from '../kube/exec-broken.ts';
import { isReady, isStuck, podPhase, podProblem, podText } from '../kube/pod-state.ts';
import { BACKEND_CONTAINER, type BackendOptions, backendPod } from './backend-pod.ts';

export interface BackendPlace {
  readonly kube: Kube;
  readonly namespace: string;
  readonly image: string;
}

/** Name of the pod within its namespace. */
export function podName(backend: Backend): string {
  return backend.name.slice(backend.name.indexOf('/') + 1);
}

/** Name of its namespace. */
export function podNamespace(backend: Backend): string {
  return backend.name.slice(0, backend.name.indexOf('/'));
}

/** Where a command is run in it. */
export function insideOf(backend: Backend): ExecPlace {
  return { namespace: podNamespace(backend), pod: podName(backend), container: BACKEND_CONTAINER };
}

/** Creates pods side by side and waits until each is Ready, or runs if it starts unready. @throws {WaitTimedOut} naming the pod that is stuck. */
export async function createBackends(
  { kube, namespace, image }: BackendPlace,
  options: readonly BackendOptions[],
  signal?: AbortSignal,
): Promise<Backend[]> {
  return Promise.all(
    options.map(async (each) => {
      await apply(kube, await backendPod(each, namespace, image), { signal });
      const pod = await podIs(kube, namespace, each.name, each.ready === false ? isRunning : isReady, signal);
      return backendOf(pod);
    }),
  );
}

/** Makes a backend Ready or unready by its ready file; does not wait: the EndpointSlice tells when it took effect. */
export async function setReady(kube: Kube, backend: Backend, ready: boolean, signal?: AbortSignal): Promise<void> {
  const command = ready ? ['touch', '/tmp/ready'] : ['rm', '-f', '/tmp/ready'];
  const { exitCode, stderr } = await exec(kube, { ...insideOf(backend), command, repeatable: true, signal });
  if (exitCode !== 0) throw new Error(`pod ${backend.name}: ${command.join(' ')} failed: ${stderr.trim()}`);
}

/** Deletes a backend, in its own grace period unless another is given; does not wait. */
export async function deleteBackend(kube: Kube, backend: Backend, graceSeconds?: number): Promise<void> {
  const [namespace, name] = [podNamespace(backend), podName(backend)];
  const grace = graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds };
  const remove = (stop: AbortSignal) => kube.core.deleteNamespacedPod({ namespace, name, ...grace }, withSignal(stop));
  await askDeletion(`pod ${backend.name}`, remove);
}

/** Waits until a deleted backend's pod is gone. */
export async function backendGone(kube: Kube, backend: Backend, signal?: AbortSignal): Promise<void> {
  const [namespace, name] = [podNamespace(backend), podName(backend)];
  await eventually(
    `pod ${backend.name} gone`,
    async (stop) => {
      const pod = await kube.core.readNamespacedPod({ namespace, name }, withSignal(stop)).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      if (pod) throw new NotYet(`${podText(pod)}: ${podPhase(pod)}`);
    },
    { within: ROLLOUT_MS, signal },
  );
}

/** Waits until a pod is as wanted. @throws {WaitTimedOut} with the pod's own trouble; Error once it has been stuck for STUCK_MS. */
export async function podIs(
  kube: Kube,
  namespace: string,
  name: string,
  wanted: (pod: V1Pod) => boolean,
  signal?: AbortSignal,
): Promise<V1Pod> {
  let stuckSince: number | undefined;
  const { value } = await eventually(
    `pod ${namespace}/${name}`,
    async (stop) => {
      const pod = await kube.core.readNamespacedPod({ namespace, name }, withSignal(stop));
      if (wanted(pod)) return pod;
      const trouble = `${podText(pod)}: ${podProblem(pod) ?? podPhase(pod)}`;
      stuckSince = isStuck(pod) ? (stuckSince ?? performance.now()) : undefined;
      if (stuckSince !== undefined && performance.now() - stuckSince > STUCK_MS) {
        throw new Error(`pod ${namespace}/${name}: stuck for ${STUCK_MS / 1000} s: ${trouble}`);
      }
      throw new NotYet(trouble);
    },
    { within: ROLLOUT_MS, every: POD_LOOK_EVERY_MS, signal },
  );
  return value;
}

/** Without a node that takes it, or without its image: so long, in ms, in which a kubelet pulls at least twice. */
const STUCK_MS = 30_000;

/** Many specs look at many pods: more often would cost the API server more than it tells, in ms. */
const POD_LOOK_EVERY_MS = 250;

function isRunning({ status }: V1Pod): boolean {
  return (
    status?.phase === 'Running' && (status.podIP ?? '') !== '' && (status.containerStatuses?.[0]?.started ?? false)
  );
}

function backendOf({ metadata, spec, status }: V1Pod): Backend {
  return {
    name: `${metadata?.namespace}/${metadata?.name}`,
    address: status?.podIP ?? '',
    node: spec?.nodeName ?? '',
  };
}
