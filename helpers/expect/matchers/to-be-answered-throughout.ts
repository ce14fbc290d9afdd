import { TRAFFIC_GAP_MS } from '../../bounds.ts';
import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, heldUp, type MatcherResult, refuseNot, settle } from '../judge.ts';

const NAME = 'toBeAnsweredThroughout';

/** Longest time between two probes of a stream, in ms. */
function longestGapMs(results: readonly ProbeResult[]): number {
  return results.reduce((longest, result, index) => {
    const previous = results[index - 1];
    return previous ? Math.max(longest, result.sentAt - previous.sentAt) : longest;
  }, 0);
}

/**
 * Every probe of continuous traffic was answered by one of the backends.
 * Throws Inconclusive where a probe could not be made, or the traffic paused for more than TRAFFIC_GAP_MS.
 */
export function toBeAnsweredThroughout(this: { isNot?: boolean }, received: unknown): MatcherResult {
  refuseNot(NAME, this.isNot, 'toReachNobody() holds a silence');
  assertKind(NAME, received, 'continuity');
  const { results, backends } = received;
  const as = (result: ProbeResult) =>
    result.outcome === 'answered' && backends.some(({ name }) => name === result.backend);
  const explain = (problem: string) => trafficMessage(received, problem, results, as);
  const lost = results.filter((result) => result.outcome !== 'broken' && !as(result)).length;
  if (lost > 0) return settle(received, explain(`${lost} of ${results.length} connections were lost`));
  const broken = results.filter(({ outcome }) => outcome === 'broken').length;
  if (broken > 0) heldUp(received, explain(`${broken} of ${results.length} probes could not be made`));
  if (results.length === 0) heldUp(received, explain('no probe was sent'));
  if (results.length === 1) heldUp(received, explain('one probe alone is no continuous traffic'));
  const gap = Math.round(longestGapMs(results));
  if (gap > TRAFFIC_GAP_MS)
    heldUp(received, explain(`the traffic paused for ${gap} ms, more than ${TRAFFIC_GAP_MS} ms`));
  return settle(received, null);
}
