import { CONTROL_WITHIN_MS, HOLD_MS, HOLD_PROBES } from '../../bounds.ts';
import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, cannotTell, type MatcherResult, refuseNot, settle } from '../judge.ts';
import type { Silence } from '../observation.ts';

const NAME = 'toReachNobody';

/** Why this silence proves nothing, or null if it was held long enough beside a control that answered. */
function doubt({ pairs }: Silence): string | null {
  const broken = pairs.filter(({ negative }) => negative.outcome === 'broken').length;
  if (broken > 0) return `${broken} of ${pairs.length} probes could not be made`;
  const alone = pairs.filter(({ control }) => control.outcome !== 'answered').length;
  if (alone > 0)
    return `the positive control did not answer beside ${alone} of ${pairs.length} probes, so silence proves nothing`;
  const apart = pairs.filter(({ negative, control }) => Math.abs(negative.sentAt - control.sentAt) > CONTROL_WITHIN_MS);
  if (apart.length > 0)
    return `the positive control was sent more than ${CONTROL_WITHIN_MS} ms apart from ${apart.length} probes`;
  const first = pairs[0]?.negative.sentAt ?? 0;
  const heldMs = (pairs.at(-1)?.negative.sentAt ?? 0) - first;
  if (pairs.length < HOLD_PROBES || heldMs < HOLD_MS) {
    return `held for ${pairs.length} probes over ${Math.round(heldMs)} ms, and ${HOLD_PROBES} over ${HOLD_MS} ms are needed`;
  }
  return null;
}

/**
 * No probe reached a backend of ours, neither by what the client saw nor by the backends' own access logs; strangers don't count.
 * Throws Inconclusive unless the same client reached its positive control beside every probe, over HOLD_MS.
 */
export function toReachNobody(this: { isNot?: boolean }, received: unknown): MatcherResult {
  refuseNot(NAME, this.isNot, 'toReachEveryBackend() names who must answer');
  assertKind(NAME, received, 'silence');
  const negatives = received.pairs.map(({ negative }) => negative);
  const silent = (result: ProbeResult) => result.outcome !== 'broken' && result.backend === undefined;
  const explain = (problem: string) => trafficMessage(received, problem, negatives, silent);
  const reached = negatives.filter(({ backend }) => backend !== undefined).length;
  if (reached > 0) return settle(received, explain(`${reached} of ${negatives.length} probes reached a pod of ours`));
  if (received.arrivedAt.length > 0) {
    return settle(received, explain(`probes arrived at ${received.arrivedAt.join(', ')}, by the access log there`));
  }
  const reason = doubt(received);
  if (reason) cannotTell(explain(reason));
  return settle(received, null);
}
