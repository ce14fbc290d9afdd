/** The Services and endpoints that kube-proxy makes of the API's objects: pkg/proxy/{servicechangetracker,endpointslicecache}.go. */
import type { V1Endpoint, V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import type { Endpoint, Protocol, Service } from './cluster-model.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const PROXY_NAME = 'service.kubernetes.io/service-proxy-name';
const HEADLESS = 'service.kubernetes.io/headless';
const DEFAULT_AFFINITY_SECONDS = 10_800;

export type ServiceMap = (services: readonly V1Service[], slices: readonly V1EndpointSlice[]) => Service[];

/** Which Services are proxied, and to whom their ports lead. */
export function serviceMap(services: readonly V1Service[], slices: readonly V1EndpointSlice[]): Service[] {
  const byService = Map.groupBy(slices.filter(isWatched), ({ metadata }) => {
    return `${metadata?.namespace}/${metadata?.labels?.[SERVICE_NAME]}`;
  });
  return services.filter(isProxied).map(({ metadata, spec = {} }) => {
    const name = `${metadata?.namespace}/${metadata?.name}`;
    const own = byService.get(name) ?? [];
    return {
      name,
      clusterIP: spec.clusterIP ?? '',
      internalLocal: spec.internalTrafficPolicy === 'Local',
      externalLocal: spec.externalTrafficPolicy === 'Local',
      affinitySeconds: spec.sessionAffinity === 'ClientIP' ? (affinitySeconds(spec) ?? DEFAULT_AFFINITY_SECONDS) : 0,
      ports: (spec.ports ?? []).map(({ name: portName = '', port, nodePort = 0, protocol = 'TCP' }) => ({
        name: portName,
        protocol: protocol as Protocol,
        port,
        nodePort,
        endpoints: endpointsOf(own, portName, protocol),
      })),
    };
  });
}

function affinitySeconds({ sessionAffinityConfig }: NonNullable<V1Service['spec']>): number | undefined {
  return sessionAffinityConfig?.clientIP?.timeoutSeconds;
}

/** ShouldSkipService in pkg/proxy/util; the label makes it another proxy's (cmd/kube-proxy/app/server.go). */
function isProxied({ metadata, spec }: V1Service): boolean {
  const address = spec?.clusterIP ?? '';
  if (address === '' || address === 'None' || spec?.type === 'ExternalName') return false;
  return metadata?.labels?.[PROXY_NAME] === undefined;
}

/** kube-proxy does not even watch slices of headless Services. */
function isWatched({ metadata }: V1EndpointSlice): boolean {
  const labels = metadata?.labels ?? {};
  return labels[HEADLESS] === undefined && labels[SERVICE_NAME] !== undefined;
}

/** addEndpoints: slices are joined by port name and protocol; one address and port in two slices is taken once, ready wins (1.36). */
function endpointsOf(slices: readonly V1EndpointSlice[], portName: string, protocol: string): Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { endpoints, ports } of slices) {
    for (const port of ports ?? []) {
      if ((port.name ?? '') !== portName || (port.protocol ?? 'TCP') !== protocol || !port.port) continue;
      for (const endpoint of (endpoints ?? []).flatMap((each) => endpointFrom(each, port.port ?? 0))) {
        const key = `${endpoint.address}:${endpoint.port}`;
        if (!found.get(key)?.ready) found.set(key, endpoint);
      }
    }
  }
  return [...found.values()];
}

/** Absent conditions: an unset ready is true, an unset serving as ready, an unset terminating false (API discovery/v1). */
function endpointFrom({ addresses, conditions, nodeName, hints }: V1Endpoint, port: number): Endpoint[] {
  const ready = conditions?.ready ?? true;
  return addresses.map((address) => ({
    ...{ address, port, node: nodeName, ready },
    serving: conditions?.serving ?? ready,
    terminating: conditions?.terminating ?? false,
    zones: (hints?.forZones ?? []).map(({ name }) => name),
    nodes: (hints?.forNodes ?? []).map(({ name }) => name),
  }));
}
