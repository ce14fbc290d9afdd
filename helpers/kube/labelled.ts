/** Objects of a namespace by their labels: what of ours is in one that is not ours alone. */
import { NAMESPACE_GONE_MS } from '../bounds.ts';
import { isNotFound } from './api-error.ts';
import { type Kube, withSignal } from './client.ts';
import { eventually, NotYet } from './eventually.ts';

export interface LabelledObject {
  /** As in a URL and in `kubectl get`. */
  readonly resource: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Listed {
  readonly items: readonly { metadata?: { name?: string; labels?: Record<string, string> } }[];
}

type Options = ReturnType<typeof withSignal>;

interface Kind {
  readonly resource: string;
  readonly list: (
    kube: Kube,
    where: { namespace: string; labelSelector?: string },
    options: Options,
  ) => Promise<Listed>;
  readonly remove: (kube: Kube, object: { namespace: string; name: string }, options: Options) => Promise<unknown>;
}

/** All kinds that the suite creates in a namespace; those first that would make others anew. */
const KINDS: readonly Kind[] = [
  {
    resource: 'deployments.apps',
    list: (kube, where, options) => kube.apps.listNamespacedDeployment(where, options),
    remove: (kube, object, options) => kube.apps.deleteNamespacedDeployment(object, options),
  },
  {
    resource: 'daemonsets.apps',
    list: (kube, where, options) => kube.apps.listNamespacedDaemonSet(where, options),
    remove: (kube, object, options) => kube.apps.deleteNamespacedDaemonSet(object, options),
  },
  {
    // A Deployment's go with it, but later.
    resource: 'replicasets.apps',
    list: (kube, where, options) => kube.apps.listNamespacedReplicaSet(where, options),
    remove: (kube, object, options) => kube.apps.deleteNamespacedReplicaSet(object, options),
  },
  {
    resource: 'services',
    list: (kube, where, options) => kube.core.listNamespacedService(where, options),
    remove: (kube, object, options) => kube.core.deleteNamespacedService(object, options),
  },
  {
    resource: 'endpointslices.discovery.k8s.io',
    list: (kube, where, options) => kube.discovery.listNamespacedEndpointSlice(where, options),
    remove: (kube, object, options) => kube.discovery.deleteNamespacedEndpointSlice(object, options),
  },
  {
    resource: 'pods',
    list: (kube, where, options) => kube.core.listNamespacedPod(where, options),
    // One that would take minutes to end is not waited for: its names are needed.
    remove: (kube, object, options) => kube.core.deleteNamespacedPod({ ...object, gracePeriodSeconds: 1 }, options),
  },
  {
    resource: 'configmaps',
    list: (kube, where, options) => kube.core.listNamespacedConfigMap(where, options),
    remove: (kube, object, options) => kube.core.deleteNamespacedConfigMap(object, options),
  },
];

/** @param labelSelector as the API takes it; without one everything of these kinds. */
export async function labelledObjects(
  kube: Kube,
  namespace: string,
  labelSelector?: string,
  signal?: AbortSignal,
): Promise<LabelledObject[]> {
  const where = { namespace, ...(labelSelector !== undefined && { labelSelector }) };
  const found = KINDS.map(async ({ resource, list }) => {
    const { items } = await list(kube, where, withSignal(signal));
    return items.map(({ metadata }) => ({ resource, name: metadata?.name ?? '', labels: metadata?.labels ?? {} }));
  });
  return (await Promise.all(found)).flat();
}

/** Deletes what carries the labels and waits until it is gone. @throws {ApiError}; {WaitTimedOut} that says what is left. */
export async function removeLabelled(
  kube: Kube,
  namespace: string,
  labelSelector: string,
  within: number = NAMESPACE_GONE_MS,
): Promise<void> {
  await eventually(
    `objects of ${labelSelector} in namespace ${namespace} gone`,
    async (signal) => {
      const left = await labelledObjects(kube, namespace, labelSelector, signal);
      for (const { resource, remove } of KINDS) {
        const own = left.filter((each) => each.resource === resource);
        await Promise.all(own.map(({ name }) => remove(kube, { namespace, name }, withSignal(signal)).catch(ifGone)));
      }
      if (left.length > 0) throw new NotYet(left.map(({ resource, name }) => `${resource}/${name}`).join(', '));
    },
    { within, every: REMOVE_EVERY_MS },
  );
}

/** Whatever a controller makes meanwhile is removed in the next round, in ms. */
const REMOVE_EVERY_MS = 500;

function ifGone(error: unknown): void {
  if (!isNotFound(error)) throw error;
}
