import type { OutcomeCounts } from '../../results.ts';
import { type Rule, seen } from '../rule.ts';
import { addressText, placeText } from '../words.ts';

/** Nobody answered, as it has to be, and the client was told so in another way than it has to be. */
export const endedOtherwise: Rule = {
  about: 'nobody answers, and the client is left waiting where it has to be refused, or the other way round',
  needs: 'a silence that failed though no probe reached anybody',
  says: ({ observations }) =>
    observations
      .filter(({ kind, holds, outcomes, arrived }) => {
        return kind === 'silence' && holds === false && !outcomes.answered && arrived.length === 0;
      })
      .slice(0, 1)
      .map(({ from, to, outcomes, expected }) =>
        seen(
          `nobody answers ${placeText(from)} at ${to.kind} ${addressText(to)}, as it has to be, but its probes ended as ${endsOf(outcomes)}; ${expected}`,
        ),
      ),
};

function endsOf({ broken, ...outcomes }: OutcomeCounts): string {
  void broken;
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome} (${count})`)
    .join(', ');
}
