/** Facts of the API objects, and the EndpointSlices against the pods' own readiness as text. */
import type { V1EndpointSlice, V1Node, V1Service } from '@kubernetes/client-node';
import type { ClusterNode } from '../../cluster/cluster.ts';
import { isReady, podPhase, podProblem } from '../../kube/pod-state.ts';
import type { EndpointFacts, NodeFacts, PodFacts, ServiceFacts } from '../../report/failure-facts.ts';
import type { Backend } from '../backend.ts';
import { type Objects, podOf } from './objects.ts';

export function nodeFacts(nodes: readonly ClusterNode[], read: readonly V1Node[]): NodeFacts[] {
  return nodes.map(({ name, internalIPs }) => {
    const ready = read
      .find(({ metadata }) => metadata?.name === name)
      ?.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    return { name, internalIPs: [...internalIPs], ready: ready === undefined ? null : ready === 'True' };
  });
}

export function serviceFacts(names: readonly string[], { services }: Objects): ServiceFacts[] {
  return names.map((name) => {
    const found = services.find(({ metadata }) => `${metadata?.namespace}/${metadata?.name}` === name);
    return factsOf(name, found);
  });
}

export function endpointFacts(slices: readonly V1EndpointSlice[]): EndpointFacts[] {
  return slices.flatMap((slice) => {
    const { metadata, endpoints, ports } = slice;
    const service = `${metadata?.namespace}/${metadata?.labels?.['kubernetes.io/service-name']}`;
    const texts = (ports ?? []).map(
      ({ name, port, protocol }) => `${name ? `${name} ` : ''}${port ?? 'any port'}/${protocol ?? 'TCP'}`,
    );
    return (endpoints ?? []).flatMap((endpoint) =>
      endpoint.addresses.map((address) => {
        // Unset means what the API says: ready is true, serving as ready, terminating false.
        const ready = endpoint.conditions?.ready ?? true;
        return {
          ...{ service, slice: metadata?.name ?? '', address, ports: texts, ready },
          serving: endpoint.conditions?.serving ?? ready,
          terminating: endpoint.conditions?.terminating ?? false,
          ...{ node: endpoint.nodeName ?? null, pod: podOf(slice, endpoint) },
        };
      }),
    );
  });
}

/** The pods that had to answer, and those behind endpoints. */
export function podFacts(
  backends: readonly Backend[],
  endpoints: readonly EndpointFacts[],
  objects: Objects,
): PodFacts[] {
  const names = new Set([...backends.map(({ name }) => name), ...endpoints.flatMap(({ pod }) => pod ?? [])]);
  return [...names].flatMap((name) => {
    const backend = backends.find((each) => each.name === name);
    const pod = objects.pods.find(({ metadata }) => `${metadata?.namespace}/${metadata?.name}` === name);
    // What was not read is neither there nor gone.
    if (!pod && !objects.gone.includes(`Pod ${name}`)) return [];
    const ready = pod !== undefined && isReady(pod);
    return [
      {
        ...{ name, exists: pod !== undefined, ready, deleting: pod?.metadata?.deletionTimestamp !== undefined },
        ...{ node: pod?.spec?.nodeName ?? null, address: pod?.status?.podIP ?? null },
        ...{ knownAs: backend?.address ?? null, problem: pod && !ready ? (podProblem(pod) ?? podPhase(pod)) : '' },
      },
    ];
  });
}

/** A line an endpoint with its pod's own state beside it, and the pods that no slice lists. */
export function endpointsText(endpoints: readonly EndpointFacts[], pods: readonly PodFacts[]): string {
  const lines = endpoints.map((each) => {
    const state = (['ready', 'serving', 'terminating'] as const).map((name) => (each[name] ? name : `not ${name}`));
    const place = each.node ? ` on node ${each.node}` : '';
    const where = `${each.address} ${each.ports.join(', ') || 'no port'}`;
    const pod = pods.find(({ name }) => name === each.pod);
    return `${each.service}  slice ${each.slice}: ${where}: ${state.join(', ')}${place}\n    ${each.pod ? podText(each.pod, pod) : 'written by hand: no pod'}`;
  });
  const unlisted = pods
    .filter(({ name }) => !endpoints.some(({ pod }) => pod === name))
    .map((pod) => `in no EndpointSlice:\n    ${podText(pod.name, pod)}`);
  return `${[...(lines.length > 0 ? lines : ['no endpoints']), ...unlisted].join('\n')}\n`;
}

function podText(name: string, pod: PodFacts | undefined): string {
  if (!pod) return `pod ${name}: not read`;
  if (!pod.exists) return `pod ${name}: is not there${pod.knownAs ? `; it was at ${pod.knownAs}` : ''}`;
  const state = pod.ready ? 'Ready' : `not Ready${pod.problem ? ` (${pod.problem})` : ''}`;
  const moved = pod.knownAs && pod.knownAs !== pod.address ? `; it was at ${pod.knownAs}` : '';
  return `pod ${name}: ${state}${pod.deleting ? ', being deleted' : ''}, at ${pod.address ?? 'no address'} on node ${pod.node ?? 'none'}${moved}`;
}

function factsOf(name: string, service: V1Service | undefined): ServiceFacts {
  const { spec } = service ?? {};
  return {
    ...{ name, exists: service !== undefined, type: spec?.type ?? '' },
    clusterIPs: (spec?.clusterIPs ?? (spec?.clusterIP ? [spec.clusterIP] : [])).filter((each) => each !== 'None'),
    ports: (spec?.ports ?? []).map((port) => ({
      ...{ name: port.name ?? '', protocol: port.protocol ?? 'TCP', port: port.port },
      nodePort: port.nodePort ?? null,
    })),
    externalTrafficPolicy: spec?.externalTrafficPolicy ?? 'Cluster',
    internalTrafficPolicy: spec?.internalTrafficPolicy ?? 'Cluster',
    sessionAffinity: spec ? (spec.sessionAffinity ?? 'None') : '',
    publishNotReadyAddresses: spec?.publishNotReadyAddresses ?? false,
    prefersNear: spec?.trafficDistribution !== undefined || wantsHints(service),
  };
}

/** By KEP-2433's annotation, or the name it had before 1.27. */
function wantsHints(service: V1Service | undefined): boolean {
  const { annotations = {} } = service?.metadata ?? {};
  const mode =
    annotations['service.kubernetes.io/topology-mode'] ?? annotations['service.kubernetes.io/topology-aware-hints'];
  return mode !== undefined && mode !== '' && mode.toLowerCase() !== 'disabled';
}
