import type { Verdict } from '../report/results.ts';
import type { TroubleKind, TroublePlan } from './troubles.ts';

/** One run behind the proxy, as it is kept in docs/chaos.json. */
export interface KeptChaos extends TroublePlan {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly commit: string;
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly proxyMode: string;
  /** Exec sockets included. */
  readonly requests: number;
  readonly troubles: Readonly<Record<TroubleKind, number>>;
  readonly totals: Readonly<Record<Verdict, number>>;
  /** Ids with the first line of the reason. */
  readonly inconclusive: readonly string[];
  readonly errors: readonly string[];
  /** Verdicts and errors that no trouble of the API excuses, and what was left behind; a line each. */
  readonly wrong: readonly string[];
}
