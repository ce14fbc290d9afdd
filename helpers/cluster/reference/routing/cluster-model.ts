/** What routing knows of a cluster: plain data, as one data plane sees it at one moment. */

export type Protocol = 'TCP' | 'UDP';

/** Modes of kube-proxy that are described; `none`: there is no proxy. */
export type Mode = 'iptables' | 'nftables' | 'none';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly node: string | undefined;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** Hints: the zones and nodes that it is meant for; empty where it has none. */
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** 0 where it has none. */
  readonly nodePort: number;
  readonly endpoints: readonly Endpoint[];
}

export interface Service {
  /** `namespace/name`. */
  readonly name: string;
  readonly clusterIP: string;
  /** internalTrafficPolicy and externalTrafficPolicy are Local. */
  readonly internalLocal: boolean;
  readonly externalLocal: boolean;
  /** timeoutSeconds of ClientIP affinity; 0 without affinity. */
  readonly affinitySeconds: number;
  readonly ports: readonly ServicePort[];
}

export interface Node {
  readonly name: string;
  readonly zone: string | undefined;
  readonly internalIP: string;
  /** Its end of its own pods' bridge, and of the overlay that leads to other nodes' pods. */
  readonly gateway: string;
  readonly overlay: string;
}

export interface Pod {
  readonly address: string;
  readonly node: string;
  listens(port: number, protocol: Protocol): boolean;
  /** So long is what it says there. */
  answerBytes(port: number, protocol: Protocol): number;
}

export interface Cluster {
  readonly mode: Mode;
  readonly nodes: readonly Node[];
  /** Those that the proxy serves. */
  readonly services: readonly Service[];
  /** Those that run, by address; none in a node's own network. */
  readonly pods: ReadonlyMap<string, Pod>;
  /** Whether an address lies in a range that ClusterIPs are taken from. */
  isServiceAddress(address: string): boolean;
}

/** `node`: a process in the node's own network; `outside`: neither node nor pod, on the nodes' network. */
export type Client =
  | { readonly kind: 'pod' | 'node'; readonly node: string; readonly address: string }
  | { readonly kind: 'outside'; readonly address: string };

export interface Target {
  readonly address: string;
  readonly port: number;
  readonly protocol: Protocol;
}
