import type { V1Pod } from '@kubernetes/client-node';
import { ApiError } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import { backendPod } from '../../scene/backend-pod.ts';

export interface PodsWanted {
  readonly namespace: string;
  readonly image: string;
  /** Whether pods in the nodes' own network are wanted too. */
  readonly hostNetwork: boolean;
}

/** Of a webhook that can't say what it would say. */
const NOT_TOLD = /does not support dry run/;

/**
 * Whether admission (quotas, limit ranges, Pod Security, webhooks) lets pods of the run into a namespace: asked by pods that are
 * never made. One line for each that is not let in.
 * @param kube gives pods what all of the run's have.
 */
export async function podsLetIn(
  kube: Kube,
  { namespace, image, hostNetwork }: PodsWanted,
  signal: AbortSignal,
): Promise<string[]> {
  const pod = await backendPod({ name: 'let-in', labels: {} }, namespace, image);
  const inNode: V1Pod = { ...pod, ...(pod.spec && { spec: { ...pod.spec, hostNetwork: true } }) };
  const asked = [
    { body: pod, what: 'pods of ours' },
    ...(hostNetwork ? [{ body: inNode, what: "pods of ours in the nodes' own network" }] : []),
  ];
  const lines = asked.map(async ({ body, what }) => {
    try {
      await kube.core.createNamespacedPod({ namespace, body, dryRun: 'All' }, withSignal(signal));
      return [];
    } catch (error) {
      if (!(error instanceof ApiError) || error.transient) throw error;
      if (NOT_TOLD.test(error.words)) return [];
      return [`admission does not let ${what} into namespace ${namespace} (${error.words}): have them let in`];
    }
  });
  return (await Promise.all(lines)).flat();
}
