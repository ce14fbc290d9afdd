import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientPod, Cluster } from '../cluster/cluster.ts';
import { kubeconfigOf } from '../cluster/reference/kubeconfig.ts';
import { listenSomewhere } from '../cluster/reference/listen.ts';
import { referenceCluster } from '../cluster/reference/reference-cluster.ts';
import type { Node } from '../cluster/reference/routing/cluster-model.ts';
import { NO_IMAGE } from '../cluster/reference/start.ts';
import type { Wrappers } from '../cluster/reference/wrappers.ts';
import { Kube } from '../kube/client.ts';
import { createNamespace } from '../kube/namespace.ts';
import { outsideClient } from '../probe/outside-client.ts';
import { podClient } from '../probe/pod-client.ts';
import { tokens } from '../probe/token.ts';
import { startClientPods } from '../run/client-pods.ts';
import { type BatchResult, runBatch, type Sides } from './batch.ts';
import { type Case, NODES } from './plan.ts';
import type { Comparison } from './results.ts';
import { openSide, type SidePlace } from './side.ts';

const SERVICES_OF_A_BATCH = 40;

type Found = Pick<Comparison, 'services' | 'cases' | 'expected' | 'agreedAlone' | 'broken'> &
  Pick<BatchResult, 'differences'>;

export interface CompareOptions {
  /** Is told how far it is. */
  readonly say?: (line: string) => void;
  /** No further batch is begun; what was asked counts. */
  readonly stop?: AbortSignal;
  /** Of a fault of the reference cluster. */
  readonly wrappers?: Wrappers;
}

/** Makes and asks everything on a reference cluster of its own and on the one that is given, which has client pods on three nodes. */
export async function compareClusters(
  cluster: Cluster,
  mode: 'iptables' | 'nftables',
  cases: readonly Case[],
  { say = () => {}, stop, wrappers = {} }: CompareOptions = {},
): Promise<Found> {
  const nonce = randomBytes(16).toString('hex');
  const { signal } = new AbortController();
  await using cleanup = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  cleanup.defer(() => rmSync(folder, { recursive: true }));
  const described = cleanup.use(
    await listenSomewhere((place) => referenceCluster({ ...place, nodes: NODES, mode, listeners: false, wrappers })),
  );
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(described.server));
  const ours = cleanup.use(Kube.fromFile(kubeconfig));
  const theirs = cleanup.use(Kube.fromFile(cluster.kubeconfig));
  const namespace = `comparison-${randomBytes(2).toString('hex')}`;
  const { addresses } = described;
  await createNamespace(ours, namespace, {});
  await createNamespace(theirs, namespace, {});
  const names = addresses.nodes.map(({ name }) => name);
  const clients = await startClientPods(ours, namespace, NO_IMAGE, names, signal);
  const nodes = await nodesOf(theirs, cluster);
  const places: SidePlace[] = [
    { kube: ours, namespace, nonce, image: NO_IMAGE, nodes: addresses.nodes, clients },
    { kube: theirs, namespace, nonce, image: cluster.images.nginx, nodes, clients: cluster.clients },
  ];
  const [reference, real] = await Promise.all(places.map((place) => openSide(place, signal)));
  if (!reference || !real) throw new Error('there are not two sides');
  const outside = cleanup.use(await outsideClient(cluster.outside, nonce));
  const asking = new Map(cluster.clients.map((pod) => [keyOf(pod), cleanup.use(podClient(theirs, pod, nonce))]));
  const sides: Sides = {
    ...{ reference, real, world: described.world, token: tokens(nonce), signal },
    clients(from, at) {
      const client =
        from === 'outside' ? outside : asking.get(keyOf({ node: nodes[at]?.name ?? '', hostNetwork: from === 'node' }));
      if (!client) throw new Error(`there is no client in ${from} ${at + 1}`);
      return client;
    },
  };
  const services = [...new Set(cases.map(({ service }) => service))];
  const results: BatchResult[] = [];
  let made = 0;
  for (let first = 0; first < services.length; first += SERVICES_OF_A_BATCH) {
    if (stop?.aborted) break;
    const own = new Set(services.slice(first, first + SERVICES_OF_A_BATCH));
    const result = await runBatch(
      sides,
      results.length,
      cases.filter(({ service }) => own.has(service)),
    );
    results.push(result);
    made += own.size;
    say(`${made} of ${services.length} Services: ${result.differences.length} differences`);
  }
  const expected = results.flatMap((result) => result.expected);
  const sum = (what: 'agreedAlone' | 'broken') => results.reduce((all, result) => all + result[what], 0);
  return {
    ...{ services: made, cases: expected.length, agreedAlone: sum('agreedAlone'), broken: sum('broken') },
    expected: Object.fromEntries([...Map.groupBy(expected, (kind) => kind)].map(([kind, all]) => [kind, all.length])),
    differences: results.flatMap(({ differences }) => differences),
  };
}

function keyOf({ node, hostNetwork }: Pick<ClientPod, 'node' | 'hostNetwork'>): string {
  return `${node} ${hostNetwork}`;
}

/** The nodes with the ends of their pods' bridge and of the overlay, as flannel numbers them. */
async function nodesOf(kube: Kube, { nodes }: Cluster): Promise<Node[]> {
  const { items } = await kube.core.listNode();
  return nodes.map(({ name, internalIPs }) => {
    const { podCIDR = '' } = items.find(({ metadata }) => metadata?.name === name)?.spec ?? {};
    const [a, b, c] = podCIDR.split('.');
    const network = `${a}.${b}.${c}`;
    return {
      name,
      zone: undefined,
      internalIP: internalIPs[0] ?? '',
      gateway: `${network}.1`,
      overlay: `${network}.0`,
    };
  });
}
