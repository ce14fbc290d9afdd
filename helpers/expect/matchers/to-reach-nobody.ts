import { CONTROL_WITHIN_MS, HOLD_MS, HOLD_PROBES } from '../../bounds.ts';
import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { isEvidence, isHeld } from '../hold.ts';
import { assertKind, cannotTell, heldUp, type MatcherResult, refuseNot, settle } from '../judge.ts';
import { sawWhatMust } from '../negative-rule.ts';
import type { Silence } from '../observation.ts';

const NAME = 'toReachNobody';

/** Why the negatives did not end as they had to, or null. */
function wrongEnd({ pairs, rule }: Silence): string | null {
  const ends = pairs.map(({ negative }) => negative.outcome).filter((outcome) => outcome !== 'broken');
  const wrong = ends.filter((outcome) => !rule.outcomes.includes(outcome));
  if (wrong.length > 0) {
    return `${wrong.length} of ${pairs.length} probes ended as ${[...new Set(wrong)].join(', ')}, and this had to come: ${rule.words}`;
  }
  if (!sawWhatMust(rule, ends)) {
    return `none of ${pairs.length} probes ended as ${rule.mustSee}, and this had to come: ${rule.words}`;
  }
  return null;
}

/** What this silence lacks as a proof, or null if it was held long enough beside a control that answered. */
function tooLittle({ pairs }: Silence): string | null {
  if (isHeld(pairs)) return null;
  const evidence = pairs.filter(isEvidence);
  const broken = pairs.filter((pair) => [pair.negative.outcome, pair.control.outcome].includes('broken')).length;
  const spanMs = (evidence.at(-1)?.negative.sentAt ?? 0) - (evidence[0]?.negative.sentAt ?? 0);
  const apart = pairs.length - evidence.length - broken;
  return [
    `held for ${evidence.length} probes over ${Math.round(spanMs)} ms, and ${HOLD_PROBES} over ${HOLD_MS} ms are needed`,
    ...(broken > 0 ? [`${broken} could not be made`] : []),
    ...(apart > 0 ? [`${apart} had their positive control more than ${CONTROL_WITHIN_MS} ms apart`] : []),
  ].join('; ');
}

/**
 * No probe reached a backend of ours, neither by what the client saw nor by the backends' own access logs, and each ended as
 * the observation's rule allows; strangers don't count.
 * Throws Inconclusive unless the same client reached its positive control beside HOLD_PROBES of them, over HOLD_MS.
 */
export function toReachNobody(this: { isNot?: boolean }, received: unknown): MatcherResult {
  refuseNot(NAME, this.isNot, 'toReachEveryBackend() names who must answer');
  assertKind(NAME, received, 'silence');
  const negatives = received.pairs.map(({ negative }) => negative);
  const silent = ({ outcome, backend }: ProbeResult) =>
    received.rule.outcomes.includes(outcome) && backend === undefined;
  const explain = (problem: string) => trafficMessage(received, problem, negatives, silent);
  const reached = negatives.filter(({ backend }) => backend !== undefined).length;
  if (reached > 0) return settle(received, explain(`${reached} of ${negatives.length} probes reached a pod of ours`));
  if (received.arrivedAt.length > 0) {
    return settle(received, explain(`probes arrived at ${received.arrivedAt.join(', ')}, by the access log there`));
  }
  const { pairs } = received;
  const alone = pairs.filter(({ control }) => !['answered', 'broken'].includes(control.outcome)).length;
  if (alone > 0) {
    const beside = `the positive control did not answer beside ${alone} of ${pairs.length} probes`;
    cannotTell(explain(`${beside}, so silence proves nothing`));
  }
  const reason = tooLittle(received);
  const allowed = [...received.rule.outcomes, 'broken'];
  if (reason)
    heldUp(
      received,
      explain(reason),
      negatives.every(({ outcome }) => allowed.includes(outcome)),
    );
  const wrong = wrongEnd(received);
  return settle(received, wrong && explain(wrong));
}
