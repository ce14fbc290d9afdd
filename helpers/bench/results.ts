/** What `npm run bench` measured, as it is kept in docs/bench.json; the README's figures are made from it. */
import type { Verdict } from '../report/results.ts';

/** One run of the suite, red ones too. */
export interface BenchRun {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: string;
  readonly totals: Readonly<Record<Verdict, number>>;
  /** Ids that did not pass, each with its reason. */
  readonly notPassed: readonly string[];
  /** Ids that were asked a second time, each with what could not be told at first. None before there were second attempts. */
  readonly askedAgain?: readonly string[];
}

export interface Bench {
  /** ISO 8601. */
  readonly measuredAt: string;
  /** Cores, memory, kernel, engine. */
  readonly machine: string;
  readonly kubernetesVersion: string;
  readonly proxyMode: string;
  /** Pairs, one after the other: @testcontainers/k3s until its one node is up, and ours until all three are Ready. */
  readonly starts: readonly { readonly plainMs: number; readonly oursMs: number }[];
  /** 100 new connections from one pod to a ClusterIP, in one exec. */
  readonly samplesMs: readonly number[];
  /** From a ready cluster to the written report, one after another on one cluster. */
  readonly kept: readonly BenchRun[];
  /** `npm start -- --profile article`, from nothing to everything removed. */
  readonly fresh: readonly BenchRun[];
}

/** One run of the whole catalogue, as it is kept in docs/catalogue-runs.json. */
export interface CatalogueRun extends BenchRun {
  readonly commit: string;
  readonly machine: string;
  readonly kubernetesVersion: string;
  readonly proxyMode: string;
  /** Those given to `npm start`. */
  readonly options: readonly string[];
  readonly phases: readonly { readonly name: string; readonly durationMs: number }[];
  /** Other runs that had a cluster on the same engine when this one began or ended; they cost it time. Not recorded before it was counted. */
  readonly beside?: number;
}
