import type { ObservationFacts } from '../../failure-facts.ts';
import { type Rule, seen } from '../rule.ts';
import { addressText, placeText } from '../words.ts';

/** What failed is no want of answers. */
export const answeredOtherwise: Rule = {
  about: 'X was answered by Y, and not as it had to be; or where nobody has to answer',
  needs: 'a sample that failed though each of its probes was answered, or a silence that a pod of the run has broken',
  says: (facts) =>
    facts.observations
      .filter(({ holds }) => holds === false)
      .flatMap((each) => sentenceOf(each) ?? [])
      .slice(0, 1),
};

function sentenceOf(observation: ObservationFacts) {
  const { kind, from, to, expected, outcomes, backends } = observation;
  const { answered = 0, ...others } = outcomes;
  const where = to.node ? ` of node ${to.node}` : '';
  const target = `${to.kind} ${addressText(to)}${where}`;
  if (kind === 'sampling' && isAnswered(observation)) {
    const count = `${answered} probe${answered === 1 ? '' : 's'}`;
    return seen(
      `all ${count} of ${placeText(from)} at ${target} were answered, and not as they had to be: ${expected}`,
    );
  }
  if (kind !== 'silence' || answered === 0) return undefined;
  const times = `${answered} of ${answered + Object.values(others).reduce((sum, count) => sum + count, 0)} probes`;
  const by = Object.keys(backends).join(', ') || 'a backend';
  return seen(`${placeText(from)} is answered at ${target}, where nobody has to answer: ${times}, by ${by}`);
}

/** Whether a sample failed for another reason than that an answer was missing. */
export function isAnswered({ outcomes }: Pick<ObservationFacts, 'outcomes'>): boolean {
  const { answered = 0, ...others } = outcomes;
  return answered > 0 && Object.keys(others).length === 0;
}
