import type { ClusterNode } from '../cluster/cluster.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { eventually, NotYet } from '../kube/eventually.ts';

/**
 * Waits until the node's own condition says Ready. Until then the node controller takes the readiness of its pods away again,
 * whatever their kubelet says (pkg/controller/nodelifecycle, processPod).
 * @param within in ms. @throws {WaitTimedOut} with the condition's words.
 */
export async function nodeReady(
  kube: Kube,
  { name }: Pick<ClusterNode, 'name'>,
  within: number,
  signal: AbortSignal,
): Promise<void> {
  await eventually(
    `node ${name} Ready`,
    async (stop) => {
      const { status } = await kube.core.readNode({ name }, withSignal(stop));
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      if (ready?.status !== 'True') throw new NotYet(`Ready is ${ready?.status}: ${ready?.message}`);
    },
    { within, signal },
  );
}
