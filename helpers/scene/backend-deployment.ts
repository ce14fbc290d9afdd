/** Backends that a Deployment makes and replaces: their names are known only once they are there. */
import type { V1Deployment } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import { apply } from '../kube/apply.ts';
import { deploymentRolledOut } from '../kube/rollout.ts';
import { type BackendOptions, backendPod } from './backend-pod.ts';
import type { Stage } from './stage.ts';

/** Another value of it is another template, as `kubectl rollout restart` makes one. */
const ROLLOUT = 'service-conformance/rollout';

export interface DeploymentOptions extends Omit<BackendOptions, 'node' | 'ready'> {
  readonly replicas: number;
}

/** The manifest of a Deployment that never has fewer than its replicas Ready while it replaces them. */
export async function backendDeployment(
  { replicas, ...options }: DeploymentOptions,
  rollout: number,
  namespace: string,
  image: string,
): Promise<V1Deployment> {
  const { spec } = await backendPod(options, namespace, image);
  const labels = { ...options.labels };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: options.name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: { metadata: { labels, annotations: { [ROLLOUT]: String(rollout) } }, ...(spec && { spec }) },
    },
  };
}

/** Makes the Deployment, or with another `rollout` replaces its pods, and waits for the Ready ones; old ones may be dying still. */
export async function rollOut(
  { kube, namespace, cluster }: Pick<Stage, 'kube' | 'namespace' | 'cluster'>,
  options: DeploymentOptions,
  rollout: number,
  signal: AbortSignal,
): Promise<{ readonly deployment: V1Deployment; readonly backends: Backend[] }> {
  const deployment = await apply(kube, await backendDeployment(options, rollout, namespace, cluster.images.nginx), {
    signal,
  });
  const pods = await deploymentRolledOut(kube, namespace, options.name, { signal });
  const backends = pods.map(({ metadata, spec, status }) => ({
    name: `${namespace}/${metadata?.name}`,
    address: status?.podIP ?? '',
    node: spec?.nodeName ?? '',
  }));
  return { deployment, backends };
}
