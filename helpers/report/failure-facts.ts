/** What was gathered at the moment of a failure, as plain data: failures/ID/facts.json, which diagnoses are made from. */
import type { Outcome, Protocol, Target } from '../probe/probe.ts';
import type { OutcomeCounts, Timeline } from './results.ts';

/** A Service's port of this name is answered with more bytes than a packet carries, its other ports are not. */
export const LONG_ANSWERS = 'long-answers';

/** Names of the fields by which affinity is judged: ports whose choice moved within its timeout, and after it. */
export const MOVED = 'moved';
export const MOVED_AFTER_SILENCE = 'movedAfterSilence';

/** What the port is called whose status, a field of this name, a load balancer asks for. */
export const HEALTH_CHECK = 'healthCheckNodePort';
export const STATUS = 'status';

export interface NodeFacts {
  name: string;
  internalIPs: string[];
  /** By its Ready condition; null where that could not be read. */
  ready: boolean | null;
}

/** Where a probe was sent from. */
export interface PlaceFacts {
  kind: 'pod' | 'node' | 'outside';
  name: string;
  /** null for a place outside. */
  node: string | null;
  address: string | null;
}

export interface TargetFacts {
  kind: Target['kind'];
  host: string;
  port: number;
  protocol: Protocol;
  /** `namespace/name`. */
  service: string | null;
  /** The node whose address is dialled, or that the pod runs on. */
  node: string | null;
}

/** What the requirement itself saw of one target from one place. */
export interface ObservationFacts {
  kind: 'sampling' | 'silence' | 'continuity';
  from: PlaceFacts;
  to: TargetFacts;
  /** One sentence: what had to come. */
  expected: string;
  /** Whether all that came had to come, whether it was judged or not. */
  asExpected: boolean;
  /** The judgement; null if there was none. */
  holds: boolean | null;
  outcomes: OutcomeCounts;
  /** Answers by backend (`namespace/pod`). */
  backends: Record<string, number>;
  /** ISO 8601: when the first probe was sent; null if none was. */
  startedAt: string | null;
  spanMs: number;
  /** Of requests in turn through one socket, which over TCP is one connection; absent otherwise. */
  connection?: Timeline;
  /** What probes without an answer ended with, in the probe's own words; the most frequent first. */
  words: { outcome: Outcome; detail: string; count: number }[];
  /** The positive control beside a silence. */
  control: { to: TargetFacts; outcomes: OutcomeCounts } | null;
  /** Probes without an answer that a backend's own access log shows, and the client address that it saw. */
  arrived: { backend: string; from: string; count: number }[];
}

/** Values that were judged by name, and are not as they had to be. */
export interface FieldsFacts {
  /** What has them, and the Service in it (`namespace/name`). */
  about: string;
  service: string | null;
  /** Who asked. */
  client: string;
  wrong: { path: string; expected: string; value: unknown }[];
}

/** One probe that was sent after the failure, to see which places and targets share it. */
export interface LookFacts {
  from: PlaceFacts;
  to: TargetFacts;
  /** What had to come; `either` where a Service's policy lets this node be silent. */
  wanted: 'answer' | 'silence' | 'either';
  outcome: Outcome;
  backend: string | null;
  /** The probe's own words; empty if it was answered. */
  detail: string;
  ms: number;
}

export interface ServiceFacts {
  /** `namespace/name`. */
  name: string;
  /** False if it was not there any more: then nothing else is known of it. */
  exists: boolean;
  type: string;
  clusterIPs: string[];
  ports: { name: string; protocol: string; port: number; nodePort: number | null }[];
  externalTrafficPolicy: string;
  internalTrafficPolicy: string;
  /** `None`, `ClientIP`; empty where the Service was gone. */
  sessionAffinity: string;
  publishNotReadyAddresses: boolean;
  /** Whether it asks to be led to near endpoints, so that a node may leave out others. */
  prefersNear: boolean;
}

/** One address of one EndpointSlice. */
export interface EndpointFacts {
  service: string;
  slice: string;
  address: string;
  /** `8080/TCP`, or `web 8080/TCP` where the port has a name. */
  ports: string[];
  ready: boolean;
  serving: boolean;
  terminating: boolean;
  node: string | null;
  /** `namespace/pod`; null for an address that was written by hand. */
  pod: string | null;
}

export interface PodFacts {
  /** `namespace/pod`. */
  name: string;
  exists: boolean;
  /** By its own status. */
  ready: boolean;
  deleting: boolean;
  node: string | null;
  address: string | null;
  /** The address that the requirement knew it by; null for a pod that only an EndpointSlice names. */
  knownAs: string | null;
  /** What keeps it from being ready, in its status' words; empty if nothing does. */
  problem: string;
}

/** What a node's kube-proxy says of itself. */
export interface ProxyFacts {
  node: string;
  /** null where it did not say. */
  mode: string | null;
  /** Status of /healthz; null where it did not answer, with curl's words beside it. */
  healthz: number | null;
  words: string;
  /** ISO 8601, from /healthz: when all that was queued had been programmed; now, as long as it is healthy. */
  lastUpdated: string | null;
  /** ISO 8601, from /healthz: its own clock. */
  currentTime: string | null;
  /** ISO 8601, from its metrics: when it last wrote its rules, and when it last had something to write. */
  lastSync: string | null;
  lastQueued: string | null;
}

/** The rules of the Services concerned on one node of a throwaway cluster. */
export interface RulesFacts {
  node: string;
  /** Where its rules send connections to: `10.42.0.5:8080`. */
  destinations: { service: string; protocol: string; address: string }[];
  /** Lines that name each Service. */
  lines: { service: string; count: number }[];
}

/** Connections to a target that failed, as a node's kernel tracks them. */
export interface TrackedFacts {
  node: string;
  protocol: string;
  /** As the client sent them. */
  from: string;
  to: string;
  port: number;
  /** Whose answer is waited for, and to which address it has to go: that of a node that masquerades, else the client's own. */
  answersFrom: string;
  answersTo: string;
  /** No answer has passed this node. */
  unanswered: boolean;
  count: number;
}

export interface RuleLine {
  /** `iptables raw PREROUTING`, `nft ip kube-proxy chain services`. */
  group: string;
  line: string;
}

/** What differs between a node that fails and one that works, among the rules that the Services concerned pass. */
export interface RulesDifference {
  failing: string;
  working: string;
  lacks: RuleLine[];
  more: RuleLine[];
}

export interface FailureFacts {
  factsVersion: 1;
  id: string;
  /** ISO 8601. */
  gatheredAt: string;
  durationMs: number;
  proxyMode: string;
  nodes: NodeFacts[];
  observations: ObservationFacts[];
  fields: FieldsFacts[];
  looks: LookFacts[];
  services: ServiceFacts[];
  /** Read after the rules of the nodes, and once before: what is listed neither time was listed at no time between. */
  endpoints: EndpointFacts[];
  endpointsBefore: EndpointFacts[];
  pods: PodFacts[];
  proxies: ProxyFacts[];
  /** Empty on a cluster that is not the suite's own. */
  rules: RulesFacts[];
  differences: RulesDifference[];
  tracked: TrackedFacts[];
  /** What could not be had, one line each. */
  missing: string[];
}
