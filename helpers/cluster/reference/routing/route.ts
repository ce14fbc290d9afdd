/**
 * The heart of the reference cluster: what happens to one new connection, by what Kubernetes documents of kube-proxy in modes
 * iptables and nftables, on nodes whose pod network masquerades what leaves it (as flannel does), with a default route on which
 * nobody answers.
 * ipt, nft: pkg/proxy/{iptables,nftables}/proxier.go.
 */
import type { Client, Cluster, Endpoint, Node, Service, ServicePort, Target } from './cluster-model.ts';
import { usableEndpoints } from './topology.ts';

/** One backend that may be chosen, and the client's address as that backend sees it. */
export interface Way {
  readonly address: string;
  readonly port: number;
  readonly source: string;
}

export type Route =
  | {
      readonly kind: 'answered';
      /** Not empty; each new connection takes one of them at random. */
      readonly by: readonly Way[];
      /** The Service port that led there; none where the pod itself was dialled. */
      readonly door?: Door;
    }
  /** TCP RST or ICMP port unreachable; silence; no way there, said at once; answered by somebody who is none of the cluster's pods. */
  | { readonly kind: 'refused' | 'timeout' | 'unroutable' | 'stranger' };

/** A Service port as the proxy of one node serves it. */
export interface Door {
  readonly service: string;
  readonly port: ServicePort;
  readonly affinitySeconds: number;
  /** The node whose proxy serves it. */
  readonly node: string;
  /** It was dialled at a nodePort. */
  readonly atNodePort: boolean;
}

export type RouteFunction = (cluster: Cluster, client: Client, target: Target) => Route;

const REFUSED: Route = { kind: 'refused' };
const TIMEOUT: Route = { kind: 'timeout' };
const UNROUTABLE: Route = { kind: 'unroutable' };

export const route: RouteFunction = (cluster, client, target) => {
  if (cluster.isServiceAddress(target.address)) return toClusterIP(cluster, client, target);
  const node = dialledNode(cluster, client, target.address);
  if (node) return toNode(cluster, client, target, node);
  return toPod(cluster, client, target);
};

/** Outside there is no route to the service range; it is no firewall that keeps ClusterIPs to the cluster (KEP-3866). */
function toClusterIP(cluster: Cluster, client: Client, target: Target): Route {
  if (client.kind === 'outside') return UNROUTABLE;
  const node = nodeNamed(cluster, client.node);
  const services = cluster.services.filter(({ clusterIP }) => clusterIP === target.address);
  for (const service of services) {
    const port = service.ports.find((each) => each.port === target.port && each.protocol === target.protocol);
    if (port) return asSent(client, target, throughService(cluster, client, node, service, port, false));
  }
  if (cluster.mode !== 'nftables') return TIMEOUT; // ipt has no rule for it, so that it leaves by the default route
  // nft cluster-ips-check: reject a port that is not declared, drop an address that nobody holds (setupNFTables).
  return asSent(client, target, services.length > 0 ? REFUSED : TIMEOUT);
}

/**
 * What a node's own process sees of what its node's rules drop on the way out: sendto says EPERM of a datagram, and of TCP nothing
 * (ip_queue_xmit's error is not told to whoever connects). Of a datagram that they reject it hears an ICMP error besides.
 */
function asSent(client: Client, { protocol }: Target, routed: Route): Route {
  return routed.kind === 'timeout' && client.kind === 'node' && protocol === 'UDP' ? UNROUTABLE : routed;
}

/** The node that an address is one of; loopback is the client's own, the bridge and the overlay are not seen from outside. */
function dialledNode({ nodes }: Cluster, client: Client, address: string): Node | undefined {
  if (client.kind === 'node' && isLoopback(address)) {
    return nodes.find(({ name }) => name === client.node);
  }
  const own = ({ internalIP, gateway, overlay }: Node) =>
    client.kind === 'outside' ? [internalIP] : [internalIP, gateway, overlay];
  return nodes.find((node) => own(node).includes(address));
}

function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1';
}

/**
 * Which addresses of a node its nodePorts are open on, by default: ipt all of IPv4, 127.0.0.1 by route_localnet (localhostNodePorts);
 * nft `primary`, the InternalIPs (platformApplyDefaults, KEP-3866 "NodePort Addresses").
 */
function isNodePortAddress({ mode }: Cluster, address: string, { internalIP }: Node): boolean {
  return mode === 'nftables' ? address === internalIP : address !== '::1';
}

function toNode(cluster: Cluster, client: Client, target: Target, node: Node): Route {
  if (!isNodePortAddress(cluster, target.address, node)) return REFUSED;
  for (const service of cluster.services) {
    // Keys carry the protocol: one protocol's nodePort does not open the other's.
    const port = service.ports.find((each) => each.nodePort === target.port && each.protocol === target.protocol);
    if (port && port.nodePort > 0)
      return throughService(cluster, senderAt(client, target, node), node, service, port, true);
  }
  return REFUSED; // nobody listens, and the host itself says so
}

/** A process that dials its own node's bridge sends from that address, which the proxy takes for a pod's (detectLocal by clusterCIDR). */
function senderAt(client: Client, { address }: Target, { gateway }: Node): Client {
  return client.kind === 'node' && address === gateway ? { ...client, kind: 'pod', address } : client;
}

/** Through the proxy of `node`: the client's own for a ClusterIP, the dialled one for a nodePort. */
function throughService(
  cluster: Cluster,
  client: Client,
  node: Node,
  service: Service,
  port: ServicePort,
  atNodePort: boolean,
): Route {
  const { any, cluster: everywhere, local } = usableEndpoints(port.endpoints, node);
  if (!any) return REFUSED; // ipt "has no endpoints" REJECT, nft reject-chain
  // ipt and nft, "pod traffic" and "LOCAL traffic" for external destinations: who is on the dialled node is not outside, and
  // gets Cluster semantics (issue 108526). A pod elsewhere is masqueraded by its own node on its way out, so it is.
  const isInside = client.kind !== 'outside' && client.node === node.name;
  const isLocal = atNodePort ? service.externalLocal && !isInside : service.internalLocal;
  const endpoints = isLocal ? local : everywhere;
  if (endpoints.length === 0) return TIMEOUT; // ipt "has no local endpoints" DROP, nft drop
  const by = endpoints.map((endpoint) => ({
    address: endpoint.address,
    port: endpoint.port,
    source: sourceSeen(cluster, client, node, endpoint, service, atNodePort),
  }));
  const door = { service: service.name, port, affinitySeconds: service.affinitySeconds, node: node.name, atNodePort };
  return { kind: 'answered', by, door };
}

/** Whose address the backend sees: TestInternalExternalMasquerade in pkg/proxy/iptables/proxier_test.go. */
function sourceSeen(
  cluster: Cluster,
  client: Client,
  node: Node,
  endpoint: Endpoint,
  service: Service,
  atNodePort: boolean,
): string {
  // What is masqueraded, and what the node itself sends, has the address that the node has on its way to the backend.
  const ofNode = endpoint.node === node.name ? node.gateway : node.overlay;
  // Under a Local policy nothing is masqueraded on the node that is dialled, and a process of another node has that node's address.
  const isKept = atNodePort && service.externalLocal && client.kind !== 'outside' && client.node !== node.name;
  if (client.kind === 'node') return isKept ? nodeNamed(cluster, client.node).internalIP : ofNode;
  if (client.address === endpoint.address) return ofNode; // hairpin: ipt KUBE-SEP "masquerade hairpin", nft hairpin-connections
  if (!atNodePort) return client.address;
  // ipt KUBE-EXT: "masquerade traffic for … external destinations" unless the policy is Local, which keeps the source.
  if (!service.externalLocal) return ofNode;
  if (client.kind === 'outside' || client.node === node.name) return client.address;
  return nodeNamed(cluster, client.node).internalIP; // as its own node's pod network masquerades what leaves it
}

/** A pod's own address, past every Service. */
function toPod(cluster: Cluster, client: Client, { address: dialled, port, protocol }: Target): Route {
  if (client.kind === 'outside') return UNROUTABLE;
  if (isLoopback(dialled) && !cluster.pods.has(client.address)) return REFUSED; // a pod that listens nowhere
  const address = isLoopback(dialled) ? client.address : dialled; // a pod has a loopback of its own
  const pod = cluster.pods.get(address);
  if (!pod) return TIMEOUT;
  if (!pod.listens(port, protocol)) return REFUSED; // the pod's own RST or ICMP error
  const node = nodeNamed(cluster, client.node);
  const ofNode = pod.node === node.name ? node.gateway : node.overlay;
  return { kind: 'answered', by: [{ address, port, source: client.kind === 'pod' ? client.address : ofNode }] };
}

function nodeNamed({ nodes }: Cluster, name: string): Node {
  const node = nodes.find((each) => each.name === name);
  if (!node) throw new Error(`there is no node ${name}`);
  return node;
}
