import { trafficMessage } from '../failure-message.ts';
import { assertKind, heldUp, type MatcherResult, refuseNot, settle, tooFew } from '../judge.ts';
import { answeredBy, type ProbeRule } from '../probe-rules.ts';

const NAME = 'toBeAnsweredWith';

/**
 * Every probe of the sample was answered by one of the backends, and each answer is as the rule says.
 * Throws Inconclusive where a probe could not be made or the sample was empty.
 */
export function toBeAnsweredWith(this: { isNot?: boolean }, received: unknown, rule: ProbeRule): MatcherResult {
  refuseNot(NAME, this.isNot, 'say what the answers must be');
  assertKind(NAME, received, 'sampling');
  const { results, backends, planned, cell } = received;
  cell.expected = `${cell.expected}; ${rule.words}`;
  const ours = answeredBy(backends);
  const holds = (result: (typeof results)[number]) => ours.holds(result) && rule.holds(result);
  const explain = (problem: string) => trafficMessage(received, problem, results, holds);
  const broken = results.filter(({ outcome }) => outcome === 'broken').length;
  const wrong = results.filter((result) => !holds(result));
  if (results.length === 0) heldUp(received, explain('no probe was sent'));
  if (broken > 0)
    heldUp(received, explain(`${broken} of ${results.length} probes could not be made`), wrong.length === broken);
  if (wrong.length === 0 && results.length < planned) heldUp(received, explain(tooFew(results.length, planned)));
  if (wrong.length === 0) return settle(received, null);
  const answers = [...new Set(wrong.map(({ outcome, seen }) => (seen ? JSON.stringify(seen) : outcome)))].slice(0, 3);
  return settle(
    received,
    explain(`${wrong.length} of ${results.length} are not "${rule.words}", but ${answers.join(', ')}`),
  );
}
