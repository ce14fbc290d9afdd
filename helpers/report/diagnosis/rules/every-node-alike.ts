import { likely, type Rule, seen } from '../rule.ts';
import { allGood, shareOf } from '../shares.ts';
import { directWays, doorWays, nodeStates, waysOf } from '../ways.ts';
import { listed, shareText } from '../words.ts';

/** No node is better than another. */
export const everyNodeAlike: Rule = {
  about: 'every node fails alike: the API objects, not a node',
  needs:
    'two nodes or more at which all probes failed, and none at which any was answered; for the cause, pods that answer directly',
  says: (facts) => {
    const ways = waysOf(facts);
    return (['nodePort', 'ClusterIP'] as const).flatMap((kind) => {
      const { works, fails, sometimes } = nodeStates(ways, kind, 'answer');
      if (fails.length < 2 || works.length + sometimes.length > 0) return [];
      const where = kind === 'nodePort' ? 'at the nodePort of every node' : 'at the ClusterIP from every node';
      const alike = seen(`nothing answers ${where} that was asked (${listed(fails)}): they fail alike`);
      const direct = shareOf(directWays(ways, doorWays(ways, kind, 'answer')));
      if (!allGood(direct)) return [alike];
      const cause = `the cause is what all nodes share, such as the API objects (objects.yaml, endpoints.txt), and not one node: the pods themselves answer (${shareText(direct)})`;
      return [alike, likely(cause)];
    });
  },
};
