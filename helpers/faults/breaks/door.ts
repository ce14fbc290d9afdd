/** Services as a proxy sees them, from the objects that the API has. IPv4 only. */
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';

export interface DoorEndpoint {
  readonly address: string;
  readonly port: number;
  readonly node: string;
  readonly ready: boolean;
  /** Whether its slice speaks of that. */
  readonly isSaid: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** Name of the slice that lists it. */
  readonly slice: string;
}

/** One port of one Service. */
export interface Door {
  /** `namespace/name`. */
  readonly service: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly clusterIP: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Its place among the ports of the Service. */
  readonly nth: number;
  readonly nodePort: number | undefined;
  readonly healthCheckNodePort: number | undefined;
  readonly external: 'Cluster' | 'Local';
  readonly internal: 'Cluster' | 'Local';
  /** In s; undefined without affinity. */
  readonly affinitySeconds: number | undefined;
  readonly trafficDistribution: string | undefined;
  /** Every one that the slices list, in whatever state. */
  readonly endpoints: readonly DoorEndpoint[];
}

const SERVICE_NAME = 'kubernetes.io/service-name';

/** A door for each port of each Service that has an IPv4 address of its own, in a steady order. */
export function doorsOf(services: readonly V1Service[], slices: readonly V1EndpointSlice[]): Door[] {
  return services
    .filter(({ spec }) => spec?.clusterIP?.includes('.'))
    .flatMap(doorsOfService(slices))
    .sort((a, b) => `${a.service} ${a.nth}`.localeCompare(`${b.service} ${b.nth}`));
}

function doorsOfService(slices: readonly V1EndpointSlice[]): (service: V1Service) => Door[] {
  return ({ metadata = {}, spec = {} }) => {
    const { name = '', namespace = '', labels = {} } = metadata;
    const own = slices.filter(
      (slice) =>
        slice.metadata?.namespace === namespace &&
        slice.metadata.labels?.[SERVICE_NAME] === name &&
        slice.addressType === 'IPv4',
    );
    const sticks = spec.sessionAffinity === 'ClientIP';
    return (spec.ports ?? []).map((port, nth) => ({
      ...{ service: `${namespace}/${name}`, labels, clusterIP: spec.clusterIP ?? '', port: port.port, nth },
      protocol: port.protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
      ...{ nodePort: port.nodePort, healthCheckNodePort: spec.healthCheckNodePort },
      external: spec.externalTrafficPolicy === 'Local' ? ('Local' as const) : ('Cluster' as const),
      internal: spec.internalTrafficPolicy === 'Local' ? ('Local' as const) : ('Cluster' as const),
      affinitySeconds: sticks ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800) : undefined,
      trafficDistribution: spec.trafficDistribution,
      endpoints: own.flatMap((slice) => endpointsIn(slice, port.name ?? '')),
    }));
  };
}

function endpointsIn({ metadata, ports, endpoints }: V1EndpointSlice, portName: string): DoorEndpoint[] {
  const port = ports?.find(({ name = '' }) => (name ?? '') === portName)?.port;
  if (port === undefined) return [];
  return (endpoints ?? []).flatMap(({ addresses, conditions = {}, nodeName = '' }) =>
    addresses.slice(0, 1).map((address) => ({
      ...{ address, port, node: nodeName, slice: metadata?.name ?? '' },
      ...{ ready: conditions.ready ?? true, isSaid: conditions.ready !== undefined },
      serving: conditions.serving ?? conditions.ready ?? true,
      terminating: conditions.terminating ?? false,
    })),
  );
}

/** Whether nothing but chance decides which of its backends is taken. */
export function isPlain({ external, internal, affinitySeconds, trafficDistribution }: Door): boolean {
  return external === 'Cluster' && internal === 'Cluster' && !affinitySeconds && !trafficDistribution;
}

/** Those that get new connections where no policy or preference says otherwise. */
export function readyOnes({ endpoints }: Pick<Door, 'endpoints'>): readonly DoorEndpoint[] {
  return endpoints.filter(({ ready }) => ready);
}
