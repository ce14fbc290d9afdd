/** What a run found, as plain data: written by the specs as they go, read by every form of report. */
import type { PromiseBounds } from '../bounds.ts';
import type { Client, Outcome, Target } from '../probe/probe.ts';

export const VERDICTS = ['passed', 'failed', 'inconclusive', 'skipped'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `core`: every conformant cluster, any proxy. `extended`: only where the named feature is supported. */
export type Level = 'core' | 'extended';

/** Outcome counts of the probes of one client to one target; only outcomes that came are listed. */
export type OutcomeCounts = Partial<Record<Outcome, number>>;

/** Continuous traffic, run-length encoded: what came one probe after the other, and what happened meanwhile. */
export interface Timeline {
  /** ISO 8601: when the first probe was sent. */
  startedAt: string;
  everyMs: number;
  /** What happened, in ms since startedAt. */
  marks: { atMs: number; text: string }[];
  /** Probes in a row that saw the same; the backend (`namespace/pod`) of answered ones. */
  runs: { outcome: Outcome; backend: string | null; count: number }[];
}

/** A node's data plane followed `ms` after a Service's change was accepted, or after the EndpointSlice said so. */
export interface Programmed {
  node: string;
  clock: 'service' | 'endpoints';
  ms: number;
}

/** Where traffic went from and to, in parts. */
export interface Path {
  /** The node is null for a client outside. */
  from: { kind: Client['kind']; node: string | null };
  /** The node is that which is dialled, the service `namespace/name`; null where there is none. */
  to: { kind: Target['kind']; node: string | null; service: string | null };
  /** The node of each backend (`namespace/pod`) that stands behind the target. */
  backends: Record<string, string>;
}

/** What one client saw of one target. */
export interface Cell {
  /** For people: who asked, with node and address. */
  client: string;
  /** For people: what was asked, with address and port. */
  target: string;
  /** Null or missing where the cell is no traffic. */
  path?: Path | null;
  /** One sentence: what had to come. */
  expected: string;
  /** Whether what came is what had to come; null if it was never judged. */
  holds: boolean | null;
  probes: number;
  outcomes: OutcomeCounts;
  /** Answers by backend (`namespace/pod`). */
  backends: Record<string, number>;
  /** Chance that this many samples miss one of the backends though all are equally likely; null where no such claim is made. */
  missChance: number | null;
  /** Time until what was expected came, for what may take a while; null if there was nothing to wait for. */
  settledMs: number | null;
  /** How long the node took to follow a change; null or missing where that was not measured. */
  programmed?: Programmed | null;
  /** Of continuous traffic. */
  timeline?: Timeline | null;
  /** Median and worst time of an answered probe. */
  latencyMs: { median: number; worst: number } | null;
  /** The positive control beside a negative: what the same client saw of a target that must answer. */
  control: { target: string; outcomes: OutcomeCounts } | null;
  /** Command that repeats one such probe by hand. */
  repeat: string;
}

export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

/** What could not be told at first, of a requirement that was asked again. */
interface FirstAttempt {
  readonly reason: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** Why a known deviation does not keep the run from passing, and the last day that it does not: `2026-12-31`. */
export interface Waived {
  readonly reason: string;
  readonly until: string;
}

export interface RequirementResult {
  id: string;
  level: Level;
  /** Of an extended one. */
  feature?: string;
  sentence: string;
  verdict: Verdict;
  /** Of a failed or inconclusive one that a waiver speaks of. */
  waived?: Waived;
  /** Of an inconclusive one for which only the suite was too slow, and nothing that came was other than expected. */
  heldUp?: true;
  /** Of one that was asked again: everything else is of the second attempt. */
  firstAttempt?: FirstAttempt;
  /** One line; empty if it passed. */
  reason: string;
  /** The whole explanation, over several lines; empty if it passed or was skipped. */
  explanation: string;
  /** What the facts gathered at a failure say of its cause, one line each, with how certain that is; empty where they don't suffice. */
  diagnosis: string[];
  /** Facts about how it was checked: sample sizes, overlays, what was left out. */
  notes: string[];
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  cells: Cell[];
  tables: Table[];
}

/** How long one node took to follow changes, of all cells that measured it. */
export interface Programming {
  node: string;
  clock: Programmed['clock'];
  count: number;
  medianMs: number;
  worstMs: number;
}

export interface Feature {
  name: string;
  /** Whether at least one of its requirements was checked; null where all that were ended in doubt. */
  supported: boolean | null;
  /** Why not, or why it is not known; empty if it is. */
  reason: string;
}

/** What a run has created in a cluster that is not its own. */
export interface CreatedReport {
  /** By resource as in a URL; what controllers made of it is not counted. */
  objects: { resource: string; count: number }[];
  /** What the API still had of it after the removal, `resource/name`; null where it could not be asked. */
  left: string[] | null;
}

export interface Rung {
  name: string;
  durationMs: number;
}

export interface RunReport {
  schemaVersion: 1;
  suite: { name: string; version: string };
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  verdict: 'passed' | 'failed' | 'inconclusive';
  exitCode: number;
  /** What the run could not do at all, one line each: a start that failed, a deadline, an interruption, a node that died. */
  errors: string[];
  /** null where none came up. */
  cluster: {
    kind: string;
    /** Which one it is, and what is worth knowing of it; only of an existing one. */
    existing?: { context: string; server: string; notes: string[] };
    kubernetesVersion: string;
    nodes: { name: string; internalIPs: string[] }[];
    proxyMode: string;
    serviceRanges: string[];
    nodePortRange: { from: number; to: number };
    ipFamilies: string[];
    /** The nodes' own only where the suite made them. */
    images: { k3s?: string; nginx: string };
    /** How long each step of the start took. */
    ladder: Rung[];
  } | null;
  /** Bounds that are part of requirements, in ms: those of the command line, else the defaults. */
  bounds: PromiseBounds;
  /** What the specs took: those side by side, then the disturbing ones. */
  phases: Rung[];
  /** In an existing cluster; null on one of the suite's own, and where nothing was created. */
  created: CreatedReport | null;
  /** For people: where outside probes came from, and why there. */
  outsideClient: string | null;
  /** What has to be known of every result, such as that it is no evidence about a real cluster; null where there is nothing. */
  notice: string | null;
  /** What the suite changed in its manifests to run here. */
  overlays: string[];
  requirements: RequirementResult[];
  /** Features that the selected extended requirements belong to; empty where no cluster came up. */
  features: Feature[];
  programming: Programming[];
  /** ClusterIP and NodePort side by side; null where it was not observed. */
  contrast: Table | null;
  totals: Record<Verdict, number>;
  /** Commands that repeat this run. */
  reproduce: string[];
}
