import type { V1ContainerPort } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import { apply } from '../kube/apply.ts';
import { isReady } from '../kube/pod-state.ts';
import { type BackendOptions, backendPod } from './backend-pod.ts';
import { podIs } from './backends.ts';
import type { Stage } from './stage.ts';

/** Makes a backend whose ports are declared by a sidecar, an init container that goes on running, and waits until it is Ready. */
export async function sidecarBackend(
  { kube, namespace, cluster }: Pick<Stage, 'kube' | 'namespace' | 'cluster'>,
  options: Omit<BackendOptions, 'ports'>,
  ports: readonly V1ContainerPort[],
  signal: AbortSignal,
): Promise<Backend> {
  const image = cluster.images.nginx;
  const pod = await backendPod(options, namespace, image);
  const sidecar = {
    ...{ name: 'sidecar', image, restartPolicy: 'Always' },
    ...{ command: ['sleep', 'infinity'], ports: [...ports] },
  };
  if (pod.spec) pod.spec.initContainers = [sidecar];
  await apply(kube, pod, { signal });
  const { spec, status } = await podIs(kube, namespace, options.name, isReady, signal);
  return { name: `${namespace}/${options.name}`, address: status?.podIP ?? '', node: spec?.nodeName ?? '' };
}
