import type { ClusterNode } from '../../cluster/cluster.ts';
import { connectEngine } from '../../cluster/engine.ts';
import { engineError } from '../../cluster/engine-error.ts';

/** In microseconds, over which the engine shares out processor time. */
const PERIOD_US = 100_000;

/** A node may use so much of one processor, until it is disposed of. @throws {EngineError} */
export async function limitProcessor(
  { name, containerId = '' }: Pick<ClusterNode, 'name' | 'containerId'>,
  share: number,
): Promise<AsyncDisposable> {
  const { docker } = await connectEngine();
  const update = async (quota: number) => {
    try {
      await docker.getContainer(containerId).update({ CpuPeriod: PERIOD_US, CpuQuota: quota });
    } catch (error) {
      throw engineError(`limit the processor of node ${name}`, error);
    }
  };
  await update(PERIOD_US * share);
  return { [Symbol.asyncDispose]: () => update(-1) };
}
