import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { type Kube, withSignal } from '../../kube/client.ts';
import { endpointSlices } from '../../kube/endpoints.ts';
import { eventually, NotYet } from '../../kube/eventually.ts';
import { isReady, podPhase, podProblem, podText } from '../../kube/pod-state.ts';
import type { ClusterNode } from '../cluster.ts';
import type { RungBounds } from '../ladder.ts';

const UNINITIALIZED = 'node.cloudprovider.kubernetes.io/uninitialized';

/** @throws {WaitTimedOut} */
export async function apiServerReady(kube: Kube, bounds: RungBounds): Promise<void> {
  await eventually(
    'API server ready',
    async (signal) => {
      // While it starts even a wrong certificate or a 401 is no final answer.
      await kube.raw('/readyz', { signal }).catch((error: Error) => {
        throw new NotYet(error.message, { cause: error });
      });
    },
    bounds,
  );
}

/** A node that keeps the others waiting. */
export class NodeNotReady extends NotYet {
  readonly node: string;

  constructor(node: string, state: string) {
    super(`${node}: ${state}`);
    this.node = node;
  }
}

/** The nodes of these names, Ready, each with an InternalIP. @throws {WaitTimedOut} with a NodeNotReady as its cause. */
export async function nodesReady(kube: Kube, names: readonly string[], bounds: RungBounds): Promise<ClusterNode[]> {
  const settled = await eventually(
    'every node Ready',
    async (signal) => {
      const { items } = await kube.core.listNode({}, withSignal(signal));
      return names.map((name) =>
        readyNode(
          name,
          items.find(({ metadata }) => metadata?.name === name),
        ),
      );
    },
    bounds,
  );
  return settled.value;
}

export function readyNode(name: string, node: V1Node | undefined): ClusterNode {
  if (!node) throw new NodeNotReady(name, 'has not joined');
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') throw new NodeNotReady(name, `is not Ready: ${ready?.message ?? 'no condition yet'}`);
  if (node.spec?.taints?.some(({ key }) => key === UNINITIALIZED))
    throw new NodeNotReady(name, `has the taint ${UNINITIALIZED}`);
  const internalIPs = (node.status?.addresses ?? []).flatMap(({ type, address }) =>
    type === 'InternalIP' ? [address] : [],
  );
  if (internalIPs.length === 0) throw new NodeNotReady(name, 'has no InternalIP');
  return { name, internalIPs };
}

/** @throws {WaitTimedOut} */
export async function clusterDnsReady(kube: Kube, bounds: RungBounds): Promise<void> {
  await eventually(
    'kube-dns has ready endpoints',
    async (signal) => {
      const rows = await endpointSlices(kube, 'kube-system', 'kube-dns', signal);
      if (rows.some(({ ready }) => ready)) return;
      const pods = await kube.core.listNamespacedPod(
        { namespace: 'kube-system', labelSelector: 'k8s-app=kube-dns' },
        withSignal(signal),
      );
      throw new NotYet(dnsState(pods.items));
    },
    bounds,
  );
}

export function dnsState(pods: readonly V1Pod[]): string {
  if (pods.length === 0) return 'kube-dns has no pods: is CoreDNS disabled?';
  const states = pods.map((pod) => `${podText(pod)}: ${isReady(pod) ? 'Ready' : (podProblem(pod) ?? podPhase(pod))}`);
  return `kube-dns has no ready endpoints; ${states.join('; ')}`;
}
