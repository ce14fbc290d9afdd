/** What an object is given before it is created in a cluster of somebody else's: labels, and pods also limits and manners. */
import type { V1Container, V1ObjectMeta, V1PodSpec, V1SecurityContext } from '@kubernetes/client-node';
import type { Footprint } from '../cluster/cluster.ts';

interface Sent {
  readonly metadata?: V1ObjectMeta;
  readonly spec?: { readonly template?: { readonly metadata?: V1ObjectMeta; readonly spec?: V1PodSpec } } & V1PodSpec;
}

/** Where pods are described, by the resource in the request's URL. */
const PODS = ['pods'];
const POD_TEMPLATES = ['deployments.apps', 'daemonsets.apps'];

/** Label or annotation by which each mesh leaves a pod alone. */
const NO_SIDECAR = {
  labels: { 'sidecar.istio.io/inject': 'false', 'kuma.io/sidecar-injection': 'disabled' },
  annotations: { 'linkerd.io/inject': 'disabled', 'consul.hashicorp.com/connect-inject': 'false' },
} as const;

/** An idle nginx needs 3 MiB and next to no CPU. The limit of CPU is far from what it ever needs, since it would delay answers. */
const RESOURCES = {
  requests: { cpu: '10m', memory: '16Mi' },
  limits: { cpu: '1', memory: '128Mi' },
} as const;

/** Nobody in particular, as distroless images have it. */
const NOBODY = 65_532;

/** What Pod Security's level `restricted` asks for. */
const RESTRICTED: V1SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: NOBODY,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** For the article's plain nginx, which starts as root and listens on port 80: within level `baseline`. */
const BASELINE: V1SecurityContext = {
  allowPrivilegeEscalation: false,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The object as it is created; what is sent for a resource that holds no pods gets labels alone. */
export function withFootprint(resource: string, object: object, footprint: Footprint): object {
  const { metadata, spec } = object as Sent;
  const labels = { ...(resource === 'namespaces' && ofNamespace(footprint)), ...footprint.labels };
  const labelled = { ...object, metadata: { ...metadata, labels: { ...labels, ...metadata?.labels } } };
  if (PODS.includes(resource) && spec) return { ...labelled, ...asPod(labelled.metadata, spec, footprint) };
  const template = spec?.template;
  if (!POD_TEMPLATES.includes(resource) || !template?.spec) return labelled;
  return {
    ...labelled,
    spec: { ...spec, template: { ...template, ...asPod(template.metadata, template.spec, footprint) } },
  };
}

/** Pods may do no more there than they have to, whatever the cluster's default is; and no mesh adds to them. */
function ofNamespace({ hostNetwork }: Footprint): Record<string, string> {
  const level = hostNetwork ? 'privileged' : 'baseline';
  return { 'pod-security.kubernetes.io/enforce': level, 'istio-injection': 'disabled' };
}

function asPod(metadata: V1ObjectMeta | undefined, spec: V1PodSpec, footprint: Footprint) {
  const { labels, tolerations, imagePullSecret } = footprint;
  const containers = (all: readonly V1Container[]) => all.map(withManners);
  return {
    metadata: {
      ...metadata,
      labels: { ...labels, ...metadata?.labels, ...NO_SIDECAR.labels },
      annotations: { ...metadata?.annotations, ...NO_SIDECAR.annotations },
    },
    spec: {
      ...spec,
      automountServiceAccountToken: false,
      tolerations: [...tolerations],
      affinity: spec.affinity ?? onNodes(footprint.nodes),
      containers: containers(spec.containers),
      ...(spec.initContainers && { initContainers: containers(spec.initContainers) }),
      ...(imagePullSecret !== undefined && { imagePullSecrets: [{ name: imagePullSecret }] }),
    },
  };
}

/** A container that is told its command needs no root; one that runs its image's own may. */
function withManners(container: V1Container): V1Container {
  const securityContext = container.command ? RESTRICTED : BASELINE;
  return { ...container, resources: container.resources ?? RESOURCES, securityContext };
}

/** One term for each, since a field takes one value. */
function onNodes(names: readonly string[]): V1PodSpec['affinity'] {
  const nodeSelectorTerms = names.map((name) => ({
    matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }],
  }));
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}
