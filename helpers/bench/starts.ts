import { CLUSTER_START_MS } from '../bounds.ts';
import { startK3s } from '../cluster/k3s/start.ts';
import { Ladder } from '../cluster/ladder.ts';
import type { BenchContext } from './context.ts';

const THREE = 3;

/** @testcontainers/k3s as it comes, until it says that its one node is up, in ms. */
async function plainStart(image: string): Promise<number> {
  const { K3sContainer } = await import('@testcontainers/k3s');
  const start = performance.now();
  const container = await new K3sContainer(image).start();
  const took = performance.now() - start;
  await container.stop({ removeVolumes: true });
  return took;
}

/** Ours until all three nodes are Ready, in ms. */
async function ourStart({ image, runId, labels }: BenchContext): Promise<number> {
  const start = performance.now();
  let ready = Number.NaN;
  const onRung = (name: string, state: 'start' | 'done') => {
    if (name === 'every node Ready' && state === 'done') ready = performance.now();
  };
  using ladder = new Ladder({ within: CLUSTER_START_MS, onRung });
  await using _cluster = await startK3s({ runId, labels, nodes: THREE, k3sImage: image }, ladder);
  return ready - start;
}

/** One pair, in turns, so that both meet the same machine. */
export async function pairOfStarts(
  context: BenchContext,
  oursFirst: boolean,
): Promise<{ plainMs: number; oursMs: number }> {
  const early = oursFirst ? await ourStart(context) : undefined;
  const plainMs = await plainStart(context.image);
  return { plainMs, oursMs: early ?? (await ourStart(context)) };
}
