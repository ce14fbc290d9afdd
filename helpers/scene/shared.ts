/** The backends of the whole run, in the namespace of its client pods: every spec may send traffic to them, and none may change them. */
import type { KubernetesObject } from '@kubernetes/client-node';
import { ROLLOUT_MS } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Backend } from '../expect/backend.ts';
import { apply } from '../kube/apply.ts';
import type { Kube } from '../kube/client.ts';
import { eventually, unlessConflict } from '../kube/eventually.ts';
import type { RunContext } from '../run/context.ts';
import { backendConfig, SHARED_BY_SCENES } from './backend-config.ts';
import type { BackendOptions } from './backend-pod.ts';
import { createBackends } from './backends.ts';

/** Three of them, one after another over the nodes. */
export const SHARED = { shared: 'each-node' } as const;

/** For specs of where traffic may go: two on the first node, one on the second, none anywhere else. */
export const SPREAD = { spread: 'two-nodes' } as const;
export const HOME = { ...SPREAD, place: 'home' } as const;
export const AWAY = { ...SPREAD, place: 'away' } as const;

/** The pods by node, in the nodes' order; where nodes are fewer, the first ones have more. */
const PODS: readonly { readonly node: number; readonly labels: Readonly<Record<string, string>> }[] = [
  { node: 0, labels: { ...SHARED, ...HOME } },
  { node: 0, labels: HOME },
  { node: 1, labels: { ...SHARED, ...AWAY } },
  { node: 2, labels: SHARED },
];

export interface Shared {
  /** Those with the labels SHARED. */
  readonly everywhere: readonly Backend[];
  /** Those with the labels HOME. */
  readonly home: readonly Backend[];
  /** Those with the labels AWAY. */
  readonly away: readonly Backend[];
}

/** True where a Service with this selector has to live beside the shared backends. */
export function selectsShared(selector: Readonly<Record<string, string>> = {}): boolean {
  return [SHARED, SPREAD].some((labels) => Object.keys(labels).some((key) => key in selector));
}

/** The namespace of the client pods. Throws where there are none. */
export function sharedNamespace({ clients }: Pick<Cluster, 'clients'>): string {
  const [client] = clients;
  if (!client) throw new Error('the cluster has no client pods, so there is no namespace for what all specs share');
  return client.namespace;
}

let made: Promise<Shared> | undefined;

/** Makes them, or finds them made by an earlier process, and waits until all are Ready; the same for all of a process unless it fails. */
export function sharedBackends(kube: Kube, run: RunContext): Promise<Shared> {
  made ??= makeShared(kube, run).catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
}

async function makeShared(kube: Kube, { cluster, nonce }: RunContext): Promise<Shared> {
  const namespace = sharedNamespace(cluster);
  // Two that apply an object at once may both find that it is to be created.
  await eventually(
    'the configuration of the shared backends',
    () => unlessConflict(applied(kube, namespace, nonce, cluster)),
    {
      within: ROLLOUT_MS,
    },
  );
  const { nodes, images } = cluster;
  const options = PODS.map(({ node, labels }, index): BackendOptions => {
    const name = nodes[node % nodes.length]?.name;
    return {
      name: `shared-${index + 1}`,
      labels: { ...labels, ...SHARED_BY_SCENES },
      ...(name !== undefined && { node: name }),
    };
  });
  const place = { kube, namespace, image: images.nginx };
  const { value: backends } = await eventually(
    'the shared backends',
    (signal) => unlessConflict(createBackends(place, options, signal)),
    { within: ROLLOUT_MS },
  );
  const withLabels = (wanted: Readonly<Record<string, string>>) =>
    backends.filter((_, index) => Object.entries(wanted).every(([key, value]) => PODS[index]?.labels[key] === value));
  return { everywhere: withLabels(SHARED), home: withLabels(HOME), away: withLabels(AWAY) };
}

async function applied(
  kube: Kube,
  namespace: string,
  nonce: string,
  { ipFamilies }: Cluster,
): Promise<KubernetesObject> {
  return apply(kube, await backendConfig(namespace, nonce, ipFamilies));
}
