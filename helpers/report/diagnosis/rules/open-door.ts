import { type Rule, seen } from '../rule.ts';
import { nodeStates, waysOf } from '../ways.ts';
import { listed } from '../words.ts';

/** What had to be closed is open on some nodes only. */
export const openDoor: Rule = {
  about: 'node X still answers where nobody has to, while Y and Z are silent',
  needs: 'probes that had to reach nobody and were answered at one node, and none that were at another',
  says: (facts) => {
    const ways = waysOf(facts);
    return (['nodePort', 'ClusterIP'] as const).flatMap((kind) => {
      const { works, fails, sometimes } = nodeStates(ways, kind, 'silence');
      const open = [...fails, ...sometimes];
      if (open.length === 0 || works.length === 0) return [];
      const who = kind === 'nodePort' ? `node ${listed(open)} answers` : `from node ${listed(open)} there is an answer`;
      return [
        seen(
          `${who} where nobody has to, while ${kind === 'nodePort' ? '' : 'from '}${listed(works)} ${kind === 'nodePort' && works.length > 1 ? 'are' : 'is'} silent`,
        ),
      ];
    });
  },
};
