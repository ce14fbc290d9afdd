import type { FailureFacts } from '../../failure-facts.ts';
import { type Finding, type Rule, seen } from '../rule.ts';
import { allGood, shareOf } from '../shares.ts';
import { directWays, nodeStates, type Way, waysOf } from '../ways.ts';
import { listed, shareText } from '../words.ts';

/** Clients on one node are not served where those on others are. */
export const oneNodeClusterIP: Rule = {
  about: 'from node X no ClusterIP is answered while from Y and Z it is, and pod IPs answer from X too',
  needs: 'two probes from one node to a ClusterIP that all failed, and a node from which all were answered',
  says: (facts: FailureFacts) => {
    const ways = waysOf(facts);
    const { works, fails, sometimes } = nodeStates(ways, 'ClusterIP', 'answer');
    if (works.length > 0)
      return [...fails, ...sometimes].map((node) => findingOf(node, `from ${listed(works)} it is`, ways));
    return sometimes.length === 0
      ? []
      : fails.map((node) => findingOf(node, `from ${listed(sometimes)} it is at times`, ways));
  },
};

function findingOf(node: string, others: string, ways: readonly Way[]): Finding {
  const from = ways.filter((way) => way.from.node === node && way.wanted === 'answer');
  const inside = shareOf(from.filter(({ to }) => to.kind === 'ClusterIP'));
  const failed = from.filter(({ to, probes, good }) => to.kind === 'ClusterIP' && good < probes);
  const direct = shareOf(directWays(from, failed));
  const often = inside.good === 0 ? 'is not answered' : 'is not answered each time';
  // One probe may have been lost, so it says nothing of a cause.
  const past =
    inside.probes > 1 && allGood(direct)
      ? `; the pods themselves answer from there (${shareText(direct)}), so it is that node's Service routing, not the pod network`
      : '';
  return seen(`from node ${node} the ClusterIP ${often} (${shareText(inside)}), while ${others}${past}`);
}
