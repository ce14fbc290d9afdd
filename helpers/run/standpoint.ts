import { networkInterfaces } from 'node:os';
import type { ClusterNode } from '../cluster/cluster.ts';
import { ApiError } from '../kube/api-error.ts';
import { type Kube, withSignal } from '../kube/client.ts';

/** Set by a kubelet in every container. */
const IN_A_POD = 'KUBERNETES_SERVICE_HOST';

/**
 * Why this process is not outside the cluster: it runs on a node, or it is itself a pod. Undefined if it is neither.
 * @param own the addresses of this machine.
 */
export async function insideBecause(
  kube: Kube,
  nodes: readonly ClusterNode[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  own: readonly string[] = ownAddresses(),
): Promise<string | undefined> {
  const node = nodes.find(({ internalIPs }) => internalIPs.some((address) => own.includes(address)));
  if (node) return `this process runs on node ${node.name}, and a node is not outside`;
  if (!env[IN_A_POD]) return undefined;
  try {
    for (const address of own) {
      const fieldSelector = `status.podIP=${address}`;
      const { items } = await kube.core.listPodForAllNamespaces({ fieldSelector }, withSignal(signal));
      const [pod] = items;
      if (pod) return `this process is itself pod ${pod.metadata?.namespace}/${pod.metadata?.name}`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return 'this process is itself a pod';
    throw error;
  }
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each = []) =>
    each.flatMap(({ internal, address }) => (internal ? [] : [address])),
  );
}
