import type { ProbeRule } from '../expect/probe-rules.ts';
import type { ProbeResult } from '../probe/probe.ts';

/** Whether traffic has been as the rule says for so many ms at its end, what was sent before `after` left out. */
export function heldFor(rule: ProbeRule, ms: number, after: number): (results: readonly ProbeResult[]) => boolean {
  return (results) => {
    const sent = results.filter(({ sentAt }) => sentAt >= after);
    const first = sent[sent.findLastIndex((result) => !rule.holds(result)) + 1];
    const last = sent.at(-1);
    return first !== undefined && last !== undefined && last.sentAt - first.sentAt >= ms;
  };
}
