import type { Cluster, ProxyMode } from '../cluster/cluster.ts';
import type { Labels } from '../cluster/labels.ts';
import type { Kube } from '../kube/client.ts';

/** What a fault may lay its hands on. */
export interface Ground {
  readonly cluster: Cluster;
  readonly kube: Kube;
  /** For what it creates. */
  readonly labels: Labels;
  /** Aborts when the run is stopped. */
  readonly signal: AbortSignal;
}

interface Trial {
  /** One clause: what is other than it has to be, or than it usually is. */
  readonly what: string;
  /** Counts up with every change of what it does or of its lists, so that older runs are known to be of something else; 1 if missing. */
  readonly version?: number;
  /** Those in which it makes sense; iptables and nftables if missing. */
  readonly modes?: readonly ProxyMode[];
  /** It is for a cluster with IPv4 and IPv6, and all others are for one with IPv4 alone. */
  readonly dualStack?: true;
  /** Puts it in. Disposing of what it returns takes it out. @throws where it can't be put in; then it is not in. */
  readonly puts: (ground: Ground) => Promise<AsyncDisposable>;
}

/** One way in which the Services of a real cluster are broken. */
export interface Fault extends Trial {
  /** What in real life does so, with its issue or KEP where there is one. */
  readonly like: string;
  /** Of the requirements concerned those that must fail because of it. */
  readonly mustFail: readonly string[];
  /** Those that must fail besides in one mode alone. */
  readonly mustFailIn?: Readonly<Partial<Record<ProxyMode, readonly string[]>>>;
  /** Those that can't tell any more because of it. */
  readonly cannotTell?: readonly string[];
  /** Those that it hurts now and then: they are no controls, and are not asked. */
  readonly notAsked?: readonly string[];
  /** It hurts whatever goes through a Service somewhere, so its controls ask the API and the cluster's DNS alone. */
  readonly wide?: true;
}

/** Something unusual that is no fault of any Service: it must accuse nobody. */
export interface Condition extends Trial {
  /** Why nobody is to blame, or what is known to mistake it for a fault. */
  readonly why: string;
  /** Requirements that it could make fail, besides the controls. */
  readonly concerns: readonly string[];
  /** Those of all asked that may be in doubt because of it. */
  readonly mayDoubt?: readonly string[];
}
