import { apply } from '../kube/apply.ts';
import type { ExecPlace } from '../kube/exec-broken.ts';
import { isReady } from '../kube/pod-state.ts';
import { BACKEND_CONTAINER, backendPod } from './backend-pod.ts';
import { podIs } from './backends.ts';
import type { Stage } from './stage.ts';

/** A pod in its node's own network that asks the cluster's DNS all the same (ClusterFirstWithHostNet); it serves nothing. */
export async function hostNetworkPod(
  { kube, namespace, cluster }: Stage,
  name: string,
  signal: AbortSignal,
): Promise<ExecPlace> {
  const pod = await backendPod({ name, labels: { app: name } }, namespace, cluster.images.nginx);
  const [container] = pod.spec?.containers ?? [];
  if (!pod.spec || !container) throw new Error('the manifest of a backend has no container');
  const { readinessProbe: _, ...rest } = container;
  const waits = { ...rest, command: ['sleep', 'infinity'] };
  const spec = { ...pod.spec, hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet', containers: [waits] };
  await apply(kube, { ...pod, spec }, { signal });
  await podIs(kube, namespace, name, isReady, signal);
  return { namespace, pod: name, container: BACKEND_CONTAINER };
}
