import type { Backend } from '../expect/backend.ts';
import { isNotFound } from '../kube/api-error.ts';
import type { Kube } from '../kube/client.ts';
import { podProblem } from '../kube/pod-state.ts';
import { podName, podNamespace } from './backends.ts';

const ENDED = ['Succeeded', 'Failed'];

/** What became of backends that can't answer any more, since their pod is deleted, has ended or was made anew; one line each. */
export async function gonePods(kube: Kube, backends: readonly Backend[]): Promise<string[]> {
  const lines = await Promise.all(
    backends.map(async (backend) => {
      const place = { namespace: podNamespace(backend), name: podName(backend) };
      const pod = await kube.core.readNamespacedPod(place).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      if (!pod) return [`pod ${backend.name} is gone`];
      const { phase = '', podIP } = pod.status ?? {};
      if (ENDED.includes(phase)) return [`pod ${backend.name} has ended: ${podProblem(pod) ?? phase}`];
      return podIP === backend.address ? [] : [`pod ${backend.name} has another address, ${podIP ?? 'none'}`];
    }),
  );
  return lines.flat();
}
