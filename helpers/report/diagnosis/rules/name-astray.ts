import type { TargetFacts } from '../../failure-facts.ts';
import { likely, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { addressText, placeText, shareText } from '../words.ts';

/** A Service that answers, and its name does not lead there. */
export const nameAstray: Rule = {
  about:
    "a Service's name leads to somebody else or to nobody, while its ClusterIP answers from the same node: the cluster's DNS",
  needs: 'two probes to a name that all failed, and probes from the same node to ClusterIPs that were all answered',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    const share = (node: string | null, is: (to: TargetFacts) => boolean) =>
      shareOf(ways.filter(({ from, to }) => from.node === node && is(to)));
    return ways
      .filter(({ to }) => to.kind === 'DNS name')
      .flatMap(({ from, to }) => {
        const byName = share(from.node, ({ kind, host }) => kind === to.kind && host === to.host);
        const direct = share(from.node, ({ kind }) => kind === 'ClusterIP');
        if (!noneGood(byName) || !allGood(direct)) return [];
        return [
          seen(
            `from ${placeText(from)} the name ${addressText(to)} is not answered by the Service (${shareText(byName)}), while the ClusterIP is (${shareText(direct)})`,
          ),
          likely("the cluster's DNS gives another address for that name, or none: it is not the Service's routing"),
        ];
      })
      .slice(0, 2);
  },
};
