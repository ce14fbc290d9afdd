/** Where Services run, as plain data: the process that starts a cluster hands it to the specs as JSON. */

export const PROXY_MODES = ['iptables', 'nftables', 'ipvs'] as const;
export type ProxyMode = (typeof PROXY_MODES)[number];

/** Which addresses a throwaway cluster gives to nodes, pods and Services; `dual`: IPv4 first. */
export type IpFamily = 'ipv4' | 'ipv6' | 'dual';

export interface ClusterNode {
  readonly name: string;
  /** Addresses of type InternalIP, in the order of the node's status. */
  readonly internalIPs: readonly string[];
  /** The engine's id of the container that is this node; only a throwaway cluster has one. */
  readonly containerId?: string;
}

/** A pod of the suite's own that traffic is sent from; it backs no Service. */
export interface ClientPod {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  readonly node: string;
  readonly address: string;
  /** True for a pod in its node's own network: what it sends comes from the node. */
  readonly hostNetwork: boolean;
}

/** Where outside probes come from: this process, or a container on the nodes' network that is neither node nor pod. */
export type OutsidePlace =
  | { readonly kind: 'process' }
  | { readonly kind: 'container'; readonly containerId: string; readonly containerName: string };

export interface NodePortRange {
  readonly from: number;
  readonly to: number;
}

export interface Cluster {
  readonly kind: 'k3s' | 'reference';
  /** Unique to the run; part of every name and label that the run creates. */
  readonly runId: string;
  /** Path of the kubeconfig file. */
  readonly kubeconfig: string;
  readonly kubernetesVersion: string;
  readonly nodes: readonly ClusterNode[];
  /** As kube-proxy itself says on /proxyMode; `none` where the suite has switched it off, else `unknown` where nothing answers there. */
  readonly proxyMode: ProxyMode | 'none' | 'unknown';
  /** CIDRs that ClusterIPs are taken from. */
  readonly serviceRanges: readonly string[];
  readonly nodePortRange: NodePortRange;
  readonly ipFamilies: readonly ('IPv4' | 'IPv6')[];
  readonly images: { readonly k3s: string; readonly nginx: string };
  readonly clients: readonly ClientPod[];
  readonly outside: OutsidePlace;
}
