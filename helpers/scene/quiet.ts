import { NAMESPACE_GONE_MS } from '../bounds.ts';
import type { ClusterNode } from '../cluster/cluster.ts';
import { difference, type NodeState, snapshot } from '../cluster/k3s/node-state.ts';
import type { Check } from '../expect/check.ts';
import { eventually, NotYet } from '../kube/eventually.ts';
import { namespacesByLabel } from '../kube/namespace.ts';
import type { Stage } from './stage.ts';

/** A kube-proxy writes what it knows at most once a second; two looks this far apart would differ, in ms. */
const STEADY_MS = 2_500;

/**
 * Waits until nothing of this run but this stage is left, and the nodes' rules stand still: then what is other afterwards is of
 * the spec's own doing. Namespaces of the specs before it are still being removed when it starts.
 */
export async function quiet(stage: Stage, nodes: readonly ClusterNode[], check: Check): Promise<void> {
  const { kube, run, namespace } = stage;
  const own = new Set([namespace, ...run.cluster.clients.map((client) => client.namespace)]);
  const labelSelector = Object.entries(run.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join();
  await eventually(
    'other namespaces of the run gone',
    async () => {
      const others = (await namespacesByLabel(kube, labelSelector)).filter((name) => !own.has(name));
      if (others.length > 0) throw new NotYet(others.join(', '));
    },
    { within: NAMESPACE_GONE_MS, signal: check.signal },
  );
  let last: NodeState[] | undefined;
  await eventually(
    'rules of the nodes stand still',
    async () => {
      const [before, now] = [last, await Promise.all(nodes.map(snapshot))];
      last = now;
      const changes = before && now.flatMap((state, index) => difference(before[index] ?? state, state));
      if (!changes || changes.length > 0) throw new NotYet(changes?.[0] ?? 'looked at once');
    },
    { within: NAMESPACE_GONE_MS, every: STEADY_MS, signal: check.signal },
  );
}
