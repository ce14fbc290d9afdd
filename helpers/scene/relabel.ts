import { HttpMethod, PatchStrategy } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import type { Kube } from '../kube/client.ts';
import { podName, podNamespace } from './backends.ts';

/** Changes labels of a running backend, null takes one off; does not wait: the EndpointSlice tells when it took effect. */
export async function relabel(
  kube: Kube,
  backend: Backend,
  labels: Readonly<Record<string, string | null>>,
  signal: AbortSignal,
): Promise<void> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: podNamespace(backend), name: podName(backend) } };
  await kube.objects.send(pod, {
    method: HttpMethod.PATCH,
    contentType: PatchStrategy.MergePatch,
    body: JSON.stringify({ metadata: { labels } }),
    signal,
  });
}
