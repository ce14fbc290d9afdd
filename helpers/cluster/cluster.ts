/** Where Services run, as plain data: the process that starts a cluster hands it to the specs as JSON. */

export const PROXY_MODES = ['iptables', 'nftables', 'ipvs'] as const;
export type ProxyMode = (typeof PROXY_MODES)[number];

/** Which addresses a throwaway cluster gives to nodes, pods and Services; `dual`: IPv4 first. */
export type IpFamily = 'ipv4' | 'ipv6' | 'dual';

export interface ClusterNode {
  readonly name: string;
  /** Addresses of type InternalIP, in the order of the node's status. */
  readonly internalIPs: readonly string[];
  /** Addresses that are dialled from outside in place of the internal ones, in their order. */
  readonly externalIPs?: readonly string[];
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

/**
 * Where outside probes come from: this process, or a container on the nodes' network that is neither node nor pod. `none` where
 * there is no such place; `wanted`: somebody who runs the suite may have one, so what needs it is in doubt rather than skipped.
 */
export type OutsidePlace =
  /** `turnedClock`: the specs' process has a clock of its own, which none of its threads has. */
  | { readonly kind: 'process'; readonly turnedClock?: true }
  | { readonly kind: 'none'; readonly why: string; readonly wanted: boolean }
  | { readonly kind: 'container'; readonly containerId: string; readonly containerName: string };

export interface NodePortRange {
  readonly from: number;
  readonly to: number;
}

/** A taint that pods of the suite may go past, as in a pod's `tolerations`. */
export interface Toleration {
  readonly key: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: string;
}

/** What all that is created in a cluster of somebody else's carries, so that it disturbs nobody there and is found again. */
export interface Footprint {
  readonly labels: Readonly<Record<string, string>>;
  /** Names of the nodes that pods may run on. */
  readonly nodes: readonly string[];
  readonly tolerations: readonly Toleration[];
  /** Whether pods may be in their node's own network. */
  readonly hostNetwork: boolean;
  /** Name of a Secret in the namespace of the pods. */
  readonly imagePullSecret?: string;
  /** Path of the file that takes a line for each object that was created. */
  readonly ledger: string;
}

/** Which existing cluster it is, and what is worth knowing of it. */
interface ExistingCluster {
  readonly context: string;
  /** URL of its API server. */
  readonly server: string;
  /** One line each: which nodes were used and which left out and why, and whatever else differs from an empty cluster. */
  readonly notes: readonly string[];
}

export interface Cluster {
  /** `k3s`: a throwaway one; `existing`: one that was there before and stays; `reference`: an executable description. */
  readonly kind: 'k3s' | 'existing' | 'reference';
  /** Unique to the run; part of every name and label that the run creates. */
  readonly runId: string;
  /** Path of the kubeconfig file. */
  readonly kubeconfig: string;
  /** The context in it; its current one if there is none. */
  readonly context?: string;
  readonly existing?: ExistingCluster;
  /** The one namespace that everything must be in; else each spec file makes its own. */
  readonly namespace?: string;
  /** Only an existing cluster has one. */
  readonly footprint?: Footprint;
  readonly kubernetesVersion: string;
  readonly nodes: readonly ClusterNode[];
  /** As kube-proxy itself says on /proxyMode; `none` where the suite has switched it off, else `unknown` where nothing answers there. */
  readonly proxyMode: ProxyMode | 'none' | 'unknown';
  /** CIDRs that ClusterIPs are taken from. */
  readonly serviceRanges: readonly string[];
  readonly nodePortRange: NodePortRange;
  readonly ipFamilies: readonly ('IPv4' | 'IPv6')[];
  readonly images: { readonly k3s?: string; readonly nginx: string };
  readonly clients: readonly ClientPod[];
  readonly outside: OutsidePlace;
  /** What the place outside reaches of the service range, in a few words; missing: nothing, as it should be. */
  readonly announced?: string;
}
