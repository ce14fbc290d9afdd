import type { ProxyMode } from '../cluster/cluster.ts';
import type { Level } from '../report/results.ts';

/** What a cluster and a run must have for a requirement to be checked; what is missing is the reason of its skip. */
export interface Needs {
  /** At least so many nodes that take pods. */
  readonly nodes?: number;
  /** A client that is neither node nor pod and reaches the nodes' addresses. */
  readonly outside?: true;
  /** So many namespaces of the run's own, where there are more than one. */
  readonly namespaces?: 2;
  /** Pods in the nodes' own network. */
  readonly hostNetwork?: true;
  /** Nodes or cluster-wide objects are disturbed: only on a cluster of the suite's own. */
  readonly throwaway?: true;
  /** IPv4 and IPv6 for pods, Services and nodes. */
  readonly dualStack?: true;
  /** Services of type LoadBalancer with a class that nobody claims. */
  readonly loadBalancer?: true;
  /** The proxy is kube-proxy, so that its mode is known. */
  readonly kubeProxy?: true;
  /** One of these modes of kube-proxy. */
  readonly proxyModes?: readonly ProxyMode[];
  /** In mode nftables only from this minor on: before it kube-proxy is known to fail, and takes every later change on its node along. */
  readonly nftablesSince?: string;
  /** The oldest Kubernetes minor that promises it, such as `1.34`. */
  readonly since?: string;
}

export interface Requirement {
  readonly id: string;
  readonly level: Level;
  /** Of an `extended` requirement: the feature that it belongs to. */
  readonly feature?: string;
  /** What MUST hold, as one sentence. */
  readonly sentence: string;
  readonly needs: Needs;
  /** Where Kubernetes promises it. */
  readonly source: string;
  /** The nearest test of Kubernetes' own e2e suite, or "none". */
  readonly upstream: string;
  /** Defects that it is there to catch. */
  readonly catches: string;
}
