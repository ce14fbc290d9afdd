import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, heldUp, type MatcherResult, refuseNot, settle } from '../judge.ts';
import type { Mark } from '../observation.ts';
import type { ProbeRule } from '../probe-rules.ts';
import { programmedSince, type Since } from '../since.ts';

const NAME = 'toSettle';

/** So many probes in a row at the end have to be as expected before it is believed. */
const SETTLED_PROBES = 5;

export interface Settling {
  /** The change that the traffic has to follow; what came before it is not judged. */
  readonly after: Mark;
  /** In ms from the mark: from then on every probe has to be as expected. */
  readonly within: number;
  /** Whose programming latency this is; none by default. */
  readonly clock?: Since['clock'];
}

/**
 * From at most `within` ms after the mark on, every probe of continuous traffic is as the rule says, to the traffic's end.
 * Throws Inconclusive where probes could not be made by then, or where the traffic ended too early to tell. One that could not be made
 * before is as good as one that was not yet as expected.
 */
export function toSettle(
  this: { isNot?: boolean },
  received: unknown,
  rule: ProbeRule,
  { after, within, clock }: Settling,
): MatcherResult {
  refuseNot(NAME, this.isNot, 'say where it must settle');
  assertKind(NAME, received, 'continuity');
  const { cell, client, target } = received;
  const results = received.results.filter(({ sentAt }) => sentAt >= after.at);
  cell.expected = `${cell.expected}; at most ${within} ms after "${after.text}" and from then on: ${rule.words}`;
  const holds = (result: ProbeResult) => result.outcome !== 'broken' && rule.holds(result);
  const explain = (problem: string) => trafficMessage(received, problem, results, holds);
  const lastWrong = results.findLastIndex((result) => result.outcome !== 'broken' && !rule.holds(result));
  const lateMs = Math.round((results[lastWrong]?.sentAt ?? after.at) - after.at);
  if (lateMs > within) {
    return settle(received, explain(`${lateMs} ms after "${after.text}" it was not yet "${rule.words}"`));
  }
  const broken = results.filter(({ outcome, sentAt }) => outcome === 'broken' && sentAt - after.at > within).length;
  const good = results.slice(results.findLastIndex((result) => !holds(result)) + 1);
  if (broken > 0) heldUp(received, explain(`${broken} of ${results.length} probes could not be made`));
  if (good.length < SETTLED_PROBES) {
    heldUp(received, explain(`the traffic ended after ${good.length} probes that were as expected, too early to tell`));
  }
  cell.settledMs = Math.max(0, Math.round((good[0]?.sentAt ?? after.at) - after.at));
  const since = clock && { clock, at: after.at };
  const programmed = programmedSince(since, client, target, good[0]?.sentAt);
  if (programmed) cell.programmed = programmed;
  return settle(received, null);
}
