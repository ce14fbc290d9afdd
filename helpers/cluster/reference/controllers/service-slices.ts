/** The EndpointSlices that a Service with a selector has: staging/src/k8s.io/endpointslice, reconciler.go and utils.go. */
import { createHash } from 'node:crypto';
import type { V1Endpoint, V1Pod, V1Service } from '@kubernetes/client-node';
import type { ApiObject } from '../api/api-object.ts';
import { hasLabels } from '../api/selector.ts';

export const MANAGED_BY = 'endpointslice-controller.k8s.io';

interface SlicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

export type SlicesOf = (
  service: V1Service,
  pods: readonly V1Pod[],
  zoneOf: (node: string) => string | undefined,
) => ApiObject[];

/** One slice for each set of port numbers that its pods have, and one without endpoints where it has no pod. */
export function slicesOf(
  service: V1Service,
  pods: readonly V1Pod[],
  zoneOf: (node: string) => string | undefined,
): ApiObject[] {
  const { selector = {}, type } = service.spec ?? {};
  if (Object.keys(selector).length === 0 || type === 'ExternalName') return [];
  const members = pods.filter((pod) => hasLabels(pod.metadata?.labels, selector) && isMember(pod));
  const groups = Map.groupBy(members, (pod) => JSON.stringify(portsOf(service, pod)));
  if (groups.size === 0) groups.set('null', []);
  return [...groups].map(([ports, own]) => sliceOf(service, JSON.parse(ports), own, zoneOf));
}

/** ShouldPodBeInEndpoints */
function isMember({ status }: V1Pod): boolean {
  return Boolean(status?.podIP) && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

function sliceOf(
  { metadata, spec }: V1Service,
  ports: readonly SlicePort[] | null,
  pods: readonly V1Pod[],
  zoneOf: (node: string) => string | undefined,
): ApiObject {
  const { namespace = '', name = '', labels, uid = '' } = metadata ?? {};
  const suffix = createHash('sha256').update(JSON.stringify(ports)).digest('hex').slice(0, 5);
  const endpoints = pods.map((pod) => endpointOf(pod, spec?.publishNotReadyAddresses ?? false, zoneOf));
  return {
    ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4', ports },
    endpoints: hinted(endpoints, spec?.trafficDistribution),
    metadata: {
      ...{ namespace, name: `${name}-${suffix}` },
      labels: {
        ...labels,
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by': MANAGED_BY,
        ...(spec?.clusterIP === 'None' && { 'service.kubernetes.io/headless': '' }),
      },
      ownerReferences: [{ uid, kind: 'Service', name }],
    },
  };
}

/** podToEndpoint */
function endpointOf(
  { metadata, spec, status }: V1Pod,
  publish: boolean,
  zoneOf: (node: string) => string | undefined,
): V1Endpoint {
  const serving = status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false;
  const terminating = metadata?.deletionTimestamp !== undefined;
  const { nodeName = '' } = spec ?? {};
  const zone = zoneOf(nodeName);
  return {
    addresses: [status?.podIP ?? ''],
    conditions: { ready: publish || (serving && !terminating), serving, terminating },
    nodeName,
    ...(zone !== undefined && { zone }),
    targetRef: {
      kind: 'Pod',
      name: metadata?.name ?? '',
      namespace: metadata?.namespace ?? '',
      uid: metadata?.uid ?? '',
    },
  };
}

/** trafficdist: each ready endpoint is meant for its own zone and, with PreferSameNode, for its own node. */
function hinted(endpoints: readonly V1Endpoint[], distribution: string | undefined): V1Endpoint[] {
  if (distribution === undefined) return [...endpoints];
  return endpoints.map((endpoint) => {
    if (!endpoint.conditions?.ready) return endpoint;
    const forZones = endpoint.zone === undefined ? [] : [{ name: endpoint.zone }];
    const forNodes = distribution === 'PreferSameNode' ? [{ name: endpoint.nodeName ?? '' }] : [];
    const hints = { ...(forZones.length > 0 && { forZones }), ...(forNodes.length > 0 && { forNodes }) };
    return { ...endpoint, hints };
  });
}

/** FindPort: a name is looked for in the pod's containers, sidecars among them, and has to be of the same protocol. */
function portsOf({ spec }: V1Service, pod: V1Pod): SlicePort[] {
  const sidecars = (pod.spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const declared = [...(pod.spec?.containers ?? []), ...sidecars].flatMap(({ ports = [] }) => ports);
  return (spec?.ports ?? []).flatMap(({ name = '', protocol = 'TCP', port, targetPort = port }) => {
    if (typeof targetPort === 'number') return [{ name, port: targetPort, protocol }];
    const found = declared.find((each) => each.name === targetPort && (each.protocol ?? 'TCP') === protocol);
    return found ? [{ name, port: found.containerPort, protocol }] : [];
  });
}
