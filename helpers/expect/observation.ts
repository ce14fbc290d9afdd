/** What was observed for one expectation, with everything that its failure message needs. Matchers judge it; nothing here does. */
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import type { Cell } from '../report/results.ts';
import type { Backend } from './backend.ts';
import type { WrongField } from './field-rules.ts';
import type { Pair } from './hold.ts';
import type { NegativeRule } from './negative-rule.ts';
import type { Subject } from './subject.ts';

interface Observed {
  readonly requirement: string;
  /** The line of the report that this observation fills; a matcher settles it. */
  readonly cell: Cell;
}

/** One sample of new connections that are expected to be answered. */
export interface Sampling extends Observed {
  readonly kind: 'sampling';
  readonly target: Target;
  readonly backends: readonly Backend[];
  /** How many probes the sample was to have. */
  readonly planned: number;
  /** Fewer than planned where the sample took longer than SAMPLE_MS, or SETTLED_SAMPLE_MS. */
  readonly results: readonly ProbeResult[];
  /** Taken when something was not as expected: pod IPs from the same place, and the Service's EndpointSlices. */
  readonly evidence: Evidence | null;
}

/** Probes that are expected to reach nobody, each beside its positive control. */
export interface Silence extends Observed {
  readonly kind: 'silence';
  /** How the negatives may end. */
  readonly rule: NegativeRule;
  readonly pairs: readonly Pair[];
  /** `namespace/pod` of backends whose own access log shows one of the negative probes. */
  readonly arrivedAt: readonly string[];
  readonly evidence: Evidence | null;
}

/** A moment of continuous traffic, such as when an EndpointSlice said that a backend was gone. */
export interface Mark {
  /** In ms since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** Continuous traffic, on a new connection each time or through one socket. */
export interface Continuity extends Observed {
  readonly kind: 'continuity';
  readonly client: Client;
  readonly target: Target;
  readonly backends: readonly Backend[];
  readonly results: readonly ProbeResult[];
  readonly marks: readonly Mark[];
  readonly everyMs: number;
  /** Through one socket; else on a new connection each time. */
  readonly oneSocket: boolean;
  readonly evidence: Evidence | null;
}

/** An API object whose fields are expected to have certain values. */
export interface Fields extends Observed {
  readonly kind: 'fields';
  readonly object: unknown;
  /** None before it is judged. */
  wrong: readonly WrongField[];
}

export type Observation = Sampling | Silence | Continuity | Fields;

/** Traffic that was observed, with who asked whom about which Service. */
export interface Asked {
  readonly observation: Sampling | Silence | Continuity;
  readonly client: Client;
  readonly target: Target;
  readonly of: Subject;
  /** The positive control beside a silence. */
  readonly control?: Target;
}

export interface Evidence {
  /** Backends that can't answer any more, with what became of each. */
  readonly gone: readonly string[];
  /** The second control: what the same place saw of each backend's pod IP, or why that could not be asked. */
  readonly podIPs: readonly string[];
  /** The Service's EndpointSlices then, one line an endpoint. */
  readonly endpointSlices: readonly string[];
}
