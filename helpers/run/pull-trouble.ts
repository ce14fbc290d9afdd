import type { V1ContainerStateWaiting, V1Pod } from '@kubernetes/client-node';
import { type Kube, withSignal } from '../kube/client.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import { pullTrouble } from '../kube/pod-state.ts';

/** A kubelet pulls at once and again after 10 s; a pod whose pulls have failed for this long waits for nothing, in ms. */
export const PULL_FAILS_MS = 20_000;

const LOOK_EVERY_MS = 1_000;

/** Rejects once the image of a pod in the namespace has been missing for PULL_FAILS_MS, or when the signal aborts; never resolves. */
export async function pullFails(
  kube: Kube,
  namespace: string,
  image: string,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<never> {
  const since = new Map<string, number>();
  for (;;) {
    signal.throwIfAborted();
    for (const pod of await podsOf(kube, namespace, signal)) {
      const name = pod.metadata?.name ?? '';
      const waiting = pullTrouble(pod);
      if (!waiting) {
        since.delete(name);
        continue;
      }
      const began = since.get(name) ?? clock.now();
      since.set(name, began);
      if (clock.now() - began >= PULL_FAILS_MS) throw noImage(namespace, pod, image, waiting);
    }
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

/** None where the API does not answer: whoever waits for the pods will say that. */
async function podsOf(kube: Kube, namespace: string, signal: AbortSignal): Promise<V1Pod[]> {
  const listed = kube.core.listNamespacedPod({ namespace }, withSignal(signal));
  return listed.then(({ items }) => items).catch(() => []);
}

function noImage(namespace: string, { metadata, spec }: V1Pod, image: string, waiting: V1ContainerStateWaiting): Error {
  const words = (waiting.message ?? 'no reason given').trim().replace(/\s+/g, ' ');
  return new Error(
    `pod ${namespace}/${metadata?.name} on node ${spec?.nodeName} does not get image ${image}: ${waiting.reason}: ${words}; set NGINX_IMAGE to one that the nodes can pull`,
  );
}
