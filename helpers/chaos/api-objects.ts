import type { KubernetesObject, V1Node } from '@kubernetes/client-node';
import type { Kube } from '../kube/client.ts';

/** What specs create, and what comes of it; a node too, whose labels and taints a spec may change. */
const LISTS = [
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/api/v1/services',
  '/api/v1/pods',
  '/api/v1/configmaps',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/daemonsets',
  '/apis/discovery.k8s.io/v1/endpointslices',
] as const;

/**
 * The API's objects, a line each such as `services default/kubernetes`, without those that are being deleted, or in a namespace that
 * is. A node's line has its taints, but for those of its own health, and whether it is cordoned.
 */
export async function apiObjects(kube: Kube): Promise<string[]> {
  const lists = await Promise.all(
    LISTS.map(async (path) => {
      const { items } = JSON.parse(await kube.raw(path)) as { items: KubernetesObject[] };
      return items.map((object) => ({ resource: path.slice(path.lastIndexOf('/') + 1), object }));
    }),
  );
  const all = lists.flat().filter(({ object }) => !object.metadata?.deletionTimestamp);
  const namespaces = all.flatMap(({ resource, object }) => (resource === 'namespaces' ? object.metadata?.name : []));
  return all
    .filter(({ object: { metadata } }) => metadata?.namespace === undefined || namespaces.includes(metadata.namespace))
    .map(({ resource, object }) => {
      const { namespace, name } = object.metadata ?? {};
      const state = resource === 'nodes' ? nodeState(object) : [];
      return [resource, namespace === undefined ? name : `${namespace}/${name}`, ...state].filter(Boolean).join(' ');
    })
    .sort();
}

function nodeState({ spec }: V1Node): string[] {
  const taints = (spec?.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/'));
  return [...taints.map(({ key, effect }) => `${key}:${effect}`), spec?.unschedulable ? 'cordoned' : ''];
}
