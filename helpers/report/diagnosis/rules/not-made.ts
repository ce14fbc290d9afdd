import { type Rule, seen } from '../rule.ts';
import { placeText } from '../words.ts';

/** Probes that could not be made are evidence of nothing. */
export const notMade: Rule = {
  about: 'probes could not be made, so they say nothing of the Service',
  needs: 'probes that ended as broken',
  says: ({ observations }) =>
    observations.flatMap(({ from, outcomes: { broken = 0 }, words }) => {
      if (broken === 0) return [];
      const said = words.find(({ outcome }) => outcome === 'broken')?.detail ?? 'no words';
      return [
        seen(`${broken} probes of ${placeText(from)} could not be made (${said}): that says nothing of the Service`),
      ];
    }),
};
