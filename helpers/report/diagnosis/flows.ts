/** What came of requests in turn through one socket. */
import type { FailureFacts, ObservationFacts, TargetFacts } from '../failure-facts.ts';

export interface Flow {
  /** Whether all that came had to come. */
  readonly asExpected: boolean;
  readonly protocol: TargetFacts['protocol'];
  readonly service: string;
  readonly to: TargetFacts;
  /** The node that led it on; null where that is not known. */
  readonly router: string | null;
  /** Those that answered, in turn: one at least. */
  readonly pods: readonly string[];
  /** Requests after the last answer; none if one of them could not be made. */
  readonly unanswered: number;
}

/** Those that a pod of a Service answered. */
export function flowsOf({ observations }: Pick<FailureFacts, 'observations'>): Flow[] {
  return observations.flatMap((each) => flowOf(each) ?? []);
}

function flowOf({ connection, from, to, asExpected }: ObservationFacts): Flow | undefined {
  const runs = connection?.runs ?? [];
  const pods = [...new Set(runs.flatMap(({ backend }) => backend ?? []))];
  if (pods.length === 0 || to.service === null) return undefined;
  const after = runs.slice(runs.findLastIndex(({ backend }) => backend !== null) + 1);
  const isTold = after.every(({ outcome }) => outcome !== 'broken');
  const unanswered = isTold ? after.reduce((sum, { count }) => sum + count, 0) : 0;
  const router = to.kind === 'nodePort' ? to.node : from.node;
  return { asExpected, protocol: to.protocol, service: to.service, to, router, pods, unanswered };
}
