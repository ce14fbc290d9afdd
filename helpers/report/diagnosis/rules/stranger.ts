import type { FailureFacts, ObservationFacts } from '../../failure-facts.ts';
import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { addressText, placeText } from '../words.ts';

/** Somebody answers who is no backend of the run. */
export const stranger: Rule = {
  about: 'answers come from a stranger: something on your network intercepts port 80',
  needs:
    'answers without proof that a backend of the run gave them; for the cause, the same target answered by a backend to somebody else',
  says: (facts) =>
    facts.observations.flatMap((observation) => (observation.asExpected ? [] : findings(observation, facts))),
};

function findings({ from, to, outcomes, words }: ObservationFacts, facts: FailureFacts): Finding[] {
  const { stranger: count = 0, broken = 0, ...others } = outcomes;
  if (count === 0) return [];
  const all = count + Object.values(others).reduce((sum, each) => sum + each, 0) + broken;
  const said = words.find(({ outcome }) => outcome === 'stranger')?.detail ?? 'it said nothing';
  const who = `answers at ${addressText(to)} come from a stranger: ${count} of ${all} to ${placeText(from)} (${said})`;
  const here = facts.looks.some(
    (look) => look.from.kind !== 'outside' && isSame(look.to, to) && look.outcome === 'answered',
  );
  if (from.kind !== 'outside' || !here) return [seen(who)];
  const cause = `something on the network between ${placeText(from)} and the nodes intercepts port ${to.port}: from inside the cluster a backend answers at ${addressText(to)}`;
  return [seen(who), likely(cause)];
}

function isSame(one: ObservationFacts['to'], other: ObservationFacts['to']): boolean {
  return addressText(one) === addressText(other);
}
