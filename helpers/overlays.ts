/** What must be changed in a manifest to run it here: kept out of the manifests, said in the report. */
import type { KubernetesObject, V1Container, V1DaemonSet, V1Deployment, V1PodSpec } from '@kubernetes/client-node';
import type { Cluster } from './cluster/cluster.ts';

export interface Overlay {
  /** For people: what is changed, and why. */
  readonly why: string;
  readonly change: (spec: V1PodSpec) => V1PodSpec;
}

/** The image that stands in the manifests. */
const MANIFEST_IMAGE = 'nginx';

/** Plain `nginx` becomes the image of this run. */
export function imageOverlay(image: string): Overlay {
  const swap = (container: V1Container): V1Container =>
    container.image === MANIFEST_IMAGE ? { ...container, image } : container;
  return {
    why: `image: ${image} instead of ${MANIFEST_IMAGE} (NGINX_IMAGE)`,
    change: (spec) => ({ ...spec, containers: spec.containers.map(swap) }),
  };
}

/**
 * Keeps pods off the last node where two replicas could otherwise take every node: then a node without a pod is sure.
 * From three nodes on there always is one, so nothing is changed.
 */
export function spareNodeOverlay({ nodes }: Pick<Cluster, 'nodes'>): Overlay | undefined {
  const spare = nodes.at(-1);
  if (!spare || nodes.length !== 2) return undefined;
  const [home] = nodes;
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [home?.name ?? ''] }] };
  return {
    why: `affinity: my-deployment stays off node ${spare.name}, so that a node without a pod of it exists`,
    change: (spec) => ({
      ...spec,
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
    }),
  };
}

/** The overlays of my-deployment on this cluster, in the order in which they are applied. */
export function articleOverlays(cluster: Pick<Cluster, 'nodes' | 'images'>): Overlay[] {
  const spare = spareNodeOverlay(cluster);
  return [imageOverlay(cluster.images.nginx), ...(spare ? [spare] : [])];
}

/** The manifest as it is applied; what has no pod template stays as it is. */
export function overlaid<T extends KubernetesObject>(object: T, overlays: readonly Overlay[]): T {
  if (object.kind !== 'Deployment' && object.kind !== 'DaemonSet') return object;
  const { spec, ...rest } = object as unknown as V1Deployment | V1DaemonSet;
  if (!spec?.template.spec) return object;
  const podSpec = overlays.reduce((changed, overlay) => overlay.change(changed), spec.template.spec);
  return { ...rest, spec: { ...spec, template: { ...spec.template, spec: podSpec } } } as unknown as T;
}
