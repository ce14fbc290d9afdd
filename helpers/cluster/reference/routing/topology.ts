/** Which endpoints of a Service port a node may choose from: pkg/proxy/topology.go, CategorizeEndpoints. */
import type { Endpoint, Node, Service } from './cluster-model.ts';

export interface Usable {
  /** For traffic without a Local policy. */
  readonly cluster: readonly Endpoint[];
  /** For traffic with one: on this node only. */
  readonly local: readonly Endpoint[];
  /** Whether any node has one that can be used: none at all is refused, none here is dropped. */
  readonly any: boolean;
}

/** Ready ones or, where there are none, those that terminate and still serve (KEP-1669). */
function readyOrServing(endpoints: readonly Endpoint[], ready: readonly Endpoint[]): readonly Endpoint[] {
  return ready.length > 0 ? ready : endpoints.filter(({ serving, terminating }) => serving && terminating);
}

/**
 * topologyModeFromHints: hints are heeded only where every ready endpoint has one and one of them names this node, or else
 * this node's zone (KEP-2433, KEP-3015).
 */
function hinted(ready: readonly Endpoint[], { name, zone }: Node): readonly Endpoint[] {
  const forNode = ready.filter(({ nodes }) => nodes.includes(name));
  if (forNode.length > 0 && ready.every(({ nodes }) => nodes.length > 0)) return forNode;
  const forZone = ready.filter(({ zones }) => zone !== undefined && zones.includes(zone));
  if (forZone.length > 0 && ready.every(({ zones }) => zones.length > 0)) return forZone;
  return ready;
}

export function usableEndpoints(endpoints: readonly Endpoint[], node: Node): Usable {
  const isHere = (endpoint: Endpoint) => endpoint.node === node.name;
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const here = endpoints.filter(isHere);
  return {
    cluster: readyOrServing(endpoints, hinted(ready, node)),
    // Local policies win over hints: local endpoints are taken whether hinted or not.
    local: readyOrServing(
      here,
      here.filter((endpoint) => endpoint.ready),
    ),
    any: readyOrServing(endpoints, ready).length > 0,
  };
}

export type LocalReadyAddresses = (service: Service, node: string) => number;

/** ready endpoints of a node, counted by address: what healthCheckNodePort tells (pkg/proxy/endpointsmap LocalReadyEndpoints). */
export function localReadyAddresses({ ports }: Service, node: string): number {
  const here = ports.flatMap(({ endpoints }) => endpoints.filter((each) => each.ready && each.node === node));
  return new Set(here.map(({ address }) => address)).size;
}
