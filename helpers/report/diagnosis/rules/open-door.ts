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
      const isOpen = (node: string) =>
        ways.some((way) => way.wanted === 'silence' && way.router === node && way.answered > 0);
      const open = [...fails, ...sometimes].filter(isOpen);
      if (open.length === 0 || works.length === 0) return [];
      const silent = listed(works);
      return [
        kind === 'nodePort'
          ? seen(
              `node ${listed(open)} ${open.length > 1 ? 'answer' : 'answers'} where nobody has to, while ${silent} ${works.length > 1 ? 'are' : 'is'} silent`,
            )
          : seen(`from node ${listed(open)} somebody answers where nobody has to, while from ${silent} nobody does`),
      ];
    });
  },
};
