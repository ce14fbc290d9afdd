/** What a Service's promises are asked at. A port is named by its name, its number, or is the Service's first. */
import type { V1Service, V1ServicePort } from '@kubernetes/client-node';
import type { Cluster } from '../cluster/cluster.ts';
import type { Backend } from '../expect/backend.ts';
import type { Protocol, Target } from '../probe/probe.ts';
import { BACKEND_PORT } from './backend-config.ts';

export type PortOf = string | number | V1ServicePort;

/** A nodePort at one address of one node. */
export type NodePortTarget = Target & { readonly node: string };

/** `namespace/name`. */
export function serviceName({ metadata }: V1Service): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

/** The Service's port of that name or number, by default its first. Throws where it has none. */
export function portOf(service: V1Service, port?: PortOf): V1ServicePort {
  const { ports = [] } = service.spec ?? {};
  const found =
    typeof port === 'object'
      ? port
      : ports.find(({ name, port: number }) => port === undefined || name === port || number === port);
  if (!found) throw new Error(`Service ${serviceName(service)} has no port ${port ?? ''}`.trimEnd());
  return found;
}

export function clusterIP(service: V1Service, port?: PortOf): Target {
  const { port: number, protocol } = portOf(service, port);
  const host = service.spec?.clusterIP ?? '';
  return { kind: 'ClusterIP', host, port: number, ...over(protocol), service: serviceName(service) };
}

/** The ClusterIP of each family that the Service has. */
export function clusterIPs(service: V1Service, port?: PortOf): Target[] {
  return (service.spec?.clusterIPs ?? []).map((host) => ({ ...clusterIP(service, port), host }));
}

/** The Service's nodePort at each address of each node that is of one of its families. */
export function nodePorts(cluster: Pick<Cluster, 'nodes'>, service: V1Service, port?: PortOf): NodePortTarget[] {
  const { nodePort, protocol } = portOf(service, port);
  if (!nodePort) throw new Error(`Service ${serviceName(service)} has no nodePort`);
  const families = service.spec?.ipFamilies;
  const served = (address: string) => families?.includes(address.includes(':') ? 'IPv6' : 'IPv4') ?? true;
  return cluster.nodes.flatMap(({ name: node, internalIPs }) =>
    internalIPs.filter(served).map((host) => ({
      ...{ kind: 'nodePort' as const, host, port: nodePort, ...over(protocol) },
      ...{ service: serviceName(service), node },
    })),
  );
}

/** The Service's name, by default as a pod of its own namespace says it. */
export function dnsName(service: V1Service, name: string = service.metadata?.name ?? '', port?: PortOf): Target {
  const { port: number, protocol } = portOf(service, port);
  return { kind: 'DNS name', host: name, port: number, ...over(protocol), service: serviceName(service) };
}

/** The pod itself, past every Service. */
export function podIP({ address, node }: Backend, port: number = BACKEND_PORT, protocol?: Protocol): Target {
  return { kind: 'pod IP', host: address, port, ...over(protocol), node };
}

function over(protocol: string | undefined): { protocol?: Protocol } {
  return protocol === 'UDP' ? { protocol } : {};
}
