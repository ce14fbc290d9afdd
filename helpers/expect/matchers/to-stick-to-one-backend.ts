import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, cannotTell, heldUp, type MatcherResult, refuseNot, settle, tooFew } from '../judge.ts';
import { answeredBy } from '../probe-rules.ts';

const NAME = 'toStickToOneBackend';

/**
 * Every probe of a sample, or of a flow on one connection, was answered by one and the same backend of the Service. A connection
 * that was late with an answer, or could not be asked in time, and answers on was not cut: TCP hands out the answers in the order
 * of their requests, and a flow never makes a second connection.
 * Throws Inconclusive where a probe could not be made, or where there are fewer than two backends to choose from.
 */
export function toStickToOneBackend(this: { isNot?: boolean }, received: unknown): MatcherResult {
  refuseNot(NAME, this.isNot, 'toReachEveryBackend() says that several must answer');
  const kind = Object(received).kind === 'continuity' ? 'continuity' : 'sampling';
  assertKind(NAME, received, kind);
  const { results, backends } = received;
  const first = results.find(({ outcome }) => outcome === 'answered')?.backend;
  const ours = answeredBy(backends);
  const sticks = (result: ProbeResult) => ours.holds(result) && result.backend === first;
  const explain = (problem: string) => trafficMessage(received, problem, results, sticks);
  const lastRight = results.findLastIndex(sticks);
  const answeredOn = (index: number) => kind === 'continuity' && index < lastRight;
  const is = (outcome: ProbeResult['outcome']) => (result: ProbeResult, index: number) =>
    result.outcome === outcome && !answeredOn(index);
  const broken = results.filter(is('broken')).length;
  const astray = results.filter((result, index) => {
    const isUntold = result.outcome === 'broken' || (result.outcome === 'timeout' && answeredOn(index));
    return !sticks(result) && !isUntold;
  }).length;
  const whom = first ?? 'a backend';
  if (astray > 0) return settle(received, explain(`${astray} of ${results.length} were not answered by ${whom}`));
  if (broken > 0) heldUp(received, explain(`${broken} of ${results.length} probes could not be made`));
  if (results.length < 2) heldUp(received, explain(`${results.length} probes show no affinity`));
  if (backends.length < 2) cannotTell(explain('with one backend there is nothing to choose from'));
  const planned = received.kind === 'sampling' ? received.planned : results.length;
  if (results.length < planned) heldUp(received, explain(tooFew(results.length, planned)));
  return settle(received, null);
}
