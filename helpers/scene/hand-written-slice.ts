import type { V1Endpoint, V1EndpointSlice } from '@kubernetes/client-node';

export interface HandWrittenSlice {
  readonly name: string;
  readonly namespace: string;
  readonly service: string;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[];
  readonly endpoints: readonly V1Endpoint[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** An EndpointSlice of a Service without selector; the label says that no controller of the cluster's own may touch it. */
export function handWrittenSlice(slice: HandWrittenSlice): V1EndpointSlice {
  const { name, namespace, service, ports, endpoints, labels } = slice;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...{ name, namespace },
      labels: {
        'kubernetes.io/service-name': service,
        'endpointslice.kubernetes.io/managed-by': 'service-conformance',
        ...labels,
      },
    },
    addressType: endpoints[0]?.addresses[0]?.includes(':') ? 'IPv6' : 'IPv4',
    ports: ports.map(({ name: port, ...rest }) => ({ name: port ?? '', protocol: 'TCP', ...rest })),
    endpoints: [...endpoints],
  };
}
