import type { Cluster } from '../cluster/cluster.ts';
import { type ClusterFacts, readFacts } from '../cluster/facts.ts';
import type { Labels } from '../cluster/labels.ts';
import type { Ladder } from '../cluster/ladder.ts';
import type { Kube } from '../kube/client.ts';
import { createNamespace } from '../kube/namespace.ts';
import { execInEach, readProxyMode, startClientPods } from './client-pods.ts';

export interface InsideRequest {
  readonly kube: Kube;
  readonly runId: string;
  readonly labels: Labels;
  /** Of the client pods. */
  readonly image: string;
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  /** The mode to check by, of the one that runs. @throws where that is not what was asked for */
  readonly modeOf: (running: Cluster['proxyMode']) => Cluster['proxyMode'];
}

export interface Inside {
  readonly clients: Cluster['clients'];
  /** To check by. */
  readonly proxyMode: Cluster['proxyMode'];
  readonly facts: ClusterFacts;
}

/** Prepares a cluster of the suite's own: client pods on every node, an exec on each, the proxy's mode, what else is known of it. */
export async function prepareInside(
  { kube, runId, labels, image, nodes, modeOf }: InsideRequest,
  ladder: Ladder,
): Promise<Inside> {
  const clients = await ladder.climb('client pods ready on every node', async ({ signal }) => {
    const { name } = await createNamespace(kube, `${runId}-clients`, labels, signal);
    return startClientPods(kube, name, image, nodes, signal);
  });
  const proxyMode = await ladder.climb('an exec on every node', async ({ signal }) => {
    await execInEach(kube, clients, signal);
    return modeOf(await readProxyMode(kube, clients, signal));
  });
  const facts = await ladder.climb('facts of the cluster', ({ signal }) => readFacts(kube, [], signal));
  return { clients, proxyMode, facts };
}
