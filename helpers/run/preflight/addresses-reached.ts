import type { ClusterNode } from '../../cluster/cluster.ts';
import { kubeletAnswers } from '../../probe/kubelet-answers.ts';

/** Limit of one look, in ms. */
const LOOK_MS = 3_000;

/** One line for each node whose address does not lead to it from here; its nodePorts may be reached all the same. */
export async function addressesReached(nodes: readonly ClusterNode[]): Promise<string[]> {
  const looks = nodes.map(async (node) => {
    const [address = ''] = node.externalIPs ?? node.internalIPs;
    const { routable, why } = await kubeletAnswers(node, address, LOOK_MS);
    return routable ? [] : [`node ${node.name} is not known to be reached from here (its kubelet: ${why})`];
  });
  return (await Promise.all(looks)).flat();
}
