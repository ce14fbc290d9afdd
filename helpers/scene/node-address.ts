import { isAddressOf } from '../expect/address-owner.ts';
import type { ProbeRule } from '../expect/probe-rules.ts';
import type { Kube } from '../kube/client.ts';

/**
 * The backend saw an address of this node: one of its own, or its end of the pod network; `pods` are addresses of pods there,
 * which are none.
 */
export async function seenFromNode(
  kube: Kube,
  node: string,
  pods: readonly (string | undefined)[],
): Promise<ProbeRule> {
  const object = await kube.core.readNode({ name: node });
  return {
    words: `the backend sees an address of node ${node}, and no pod's`,
    holds: ({ seen }) =>
      seen !== undefined && !pods.includes(seen.from.address) && isAddressOf(seen.from.address, object),
  };
}
