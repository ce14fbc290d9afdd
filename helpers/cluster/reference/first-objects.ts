/** What is in a new cluster. */
import type { ClusterAddresses } from './addresses.ts';
import { type ApiObject, timestamp } from './api/api-object.ts';
import { type Kind, NAMESPACES, NODES, SERVICE_CIDRS, SERVICES } from './api/kinds.ts';

export function firstObjects(addresses: ClusterAddresses, version: string): [Kind, ApiObject][] {
  const { nodes, services, apiServer, dnsServer } = addresses;
  return [
    ...['default', 'kube-system'].map((name): [Kind, ApiObject] => [
      NAMESPACES,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    ]),
    ...nodes.map(({ name, internalIP, podCIDR }): [Kind, ApiObject] => [
      NODES,
      {
        ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/hostname': name } } },
        spec: { podCIDR, podCIDRs: [podCIDR] },
        status: {
          addresses: [
            { type: 'InternalIP', address: internalIP },
            { type: 'Hostname', address: name },
          ],
          conditions: [{ type: 'Ready', status: 'True', reason: 'Reference', lastTransitionTime: timestamp() }],
          nodeInfo: {
            ...{ kubeletVersion: version, osImage: 'reference cluster', kernelVersion: process.version },
            containerRuntimeVersion: 'none',
          },
        },
      },
    ]),
    [
      SERVICE_CIDRS,
      {
        ...{ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'kubernetes' } },
        spec: { cidrs: [services.cidr] },
      },
    ],
    [SERVICES, serviceObject('default', 'kubernetes', apiServer, [{ name: 'https', port: 443, targetPort: 6443 }])],
    [
      SERVICES,
      serviceObject('kube-system', 'kube-dns', dnsServer, [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ]),
    ],
  ];
}

/** Without a selector: both are answered by the reference cluster itself. */
function serviceObject(namespace: string, name: string, clusterIP: string, ports: readonly object[]): ApiObject {
  const spec = { clusterIP, clusterIPs: [clusterIP], ports };
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec };
}
