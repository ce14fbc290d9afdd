import { type Rule, seen } from '../rule.ts';
import { shareOf } from '../shares.ts';
import { nodeStates, waysOf } from '../ways.ts';
import { listed, shareText } from '../words.ts';

/** One node's nodePorts fail where those of others answer. */
export const oneNodeNodePort: Rule = {
  about: 'node X answers on no nodePort while Y and Z do',
  needs: 'two probes at a nodePort of one node that all failed, and a node where all were answered',
  says: (facts) => {
    const ways = waysOf(facts);
    const { works, fails, sometimes } = nodeStates(ways, 'nodePort', 'answer');
    const share = (node: string) =>
      shareText(
        shareOf(
          ways.filter(({ router, to, wanted }) => router === node && to.kind === 'nodePort' && wanted === 'answer'),
        ),
      );
    if (works.length === 0) {
      if (sometimes.length === 0) return [];
      const others = `while ${listed(sometimes)} ${sometimes.length === 1 ? 'does' : 'do'} at times`;
      return fails.map((node) => seen(`node ${node} answers on no nodePort (${share(node)}), ${others}`));
    }
    const others = `while ${listed(works)} ${works.length === 1 ? 'does' : 'do'}`;
    return [
      ...fails.map((node) => seen(`node ${node} answers on no nodePort (${share(node)}), ${others}`)),
      ...sometimes.map((node) =>
        seen(`node ${node} does not answer on its nodePort each time (${share(node)}), ${others}`),
      ),
    ];
  },
};
