/** What comparisons of the reference cluster with real ones found, as it is kept in docs/differences.json. */
import type { ProbePlan, ServicePlan } from './plan.ts';

export interface Difference {
  /** The case's number: `--seed N --case INDEX` repeats it alone. */
  readonly index: number;
  /** What differs: what became of the Service in the API, its EndpointSlices, or how a probe ended. */
  readonly of: 'API' | 'EndpointSlices' | 'probe';
  readonly service: ServicePlan;
  readonly probe: ProbePlan;
  readonly reference: unknown;
  readonly real: unknown;
  /** Why it is none of the reference cluster's faults, or how it was mended; empty where nobody has explained it. */
  readonly reason: string;
}

export interface Comparison {
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly commit: string;
  readonly kubernetesVersion: string;
  readonly proxyMode: string;
  readonly seed: number;
  readonly services: number;
  readonly cases: number;
  /** Cases by how the reference cluster says that they end. */
  readonly expected: Readonly<Record<string, number>>;
  /** Cases that differed at first and agreed when they were asked alone: an ICMP error withheld, a machine that was late. */
  readonly agreedAlone: number;
  /** Cases whose probe could not be made: they agree with nothing. */
  readonly broken: number;
  readonly differences: readonly Difference[];
}
