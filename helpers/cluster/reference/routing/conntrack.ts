/**
 * What becomes of flows that were handed to a backend, when Services and endpoints change: pkg/proxy/conntrack/cleanup.go, and what
 * the kernel does by itself.
 */
import type { Cluster, Endpoint, Protocol } from './cluster-model.ts';
import type { Door, Way } from './route.ts';

/** A flow that was handed to a backend. */
export interface Entry {
  readonly way: Way;
  /** None where the pod itself was dialled. */
  readonly door: Door | undefined;
  readonly protocol: Protocol;
}

export type Stays = (cluster: Cluster, entry: Entry) => boolean;

/**
 * Whether the flow stays with its backend. Those over TCP do, whatever becomes of the Service ("changes to the service should not
 * affect existing flows"). Of UDP, entries go whose backend does not serve the Service port any more, by address and port (1.34);
 * of a nodePort they stay where the Service has no endpoint at all, or is gone: only ClusterIPs are looked for then (1.37).
 */
export function stays(cluster: Cluster, { way, door, protocol }: Entry): boolean {
  if (protocol === 'TCP' || !door) return true;
  const isSame = (port: { readonly name: string; readonly protocol: Protocol }) =>
    port.name === door.port.name && port.protocol === protocol;
  const port = cluster.services.find(({ name }) => name === door.service)?.ports.find(isSame);
  const dialled = door.atNodePort
    ? cluster.services.flatMap(({ ports }) => ports).find((each) => each.nodePort === door.port.nodePort && isUdp(each))
    : port;
  const serving = (dialled?.endpoints ?? []).filter((endpoint) => endpoint.serving);
  if (serving.length === 0) return door.atNodePort;
  return serving.some((endpoint) => isAt(endpoint, way));
}

function isUdp({ protocol }: { readonly protocol: Protocol }): boolean {
  return protocol === 'UDP';
}

function isAt(endpoint: Endpoint, way: Way): boolean {
  return endpoint.address === way.address && endpoint.port === way.port;
}
