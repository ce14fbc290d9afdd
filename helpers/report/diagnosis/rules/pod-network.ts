import { likely, type Rule } from '../rule.ts';
import { noneGood, shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

/** The second control: from where the Service fails its pods are not reached either. */
export const podNetwork: Rule = {
  about: 'pod IPs do not answer from there either: it is the pod network, not the Service',
  needs: 'a node where the Service fails, and two probes from it to pod IPs that all failed',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    const failing = new Set(
      ways.flatMap(({ router, to, probes, good }) => (router && to.kind !== 'pod IP' && good < probes ? [router] : [])),
    );
    return [...failing].flatMap((node) => {
      const direct = shareOf(ways.filter(({ from, to }) => from.node === node && to.kind === 'pod IP'));
      if (!noneGood(direct)) return [];
      return [
        likely(
          `it is the pod network and not the Service: from node ${node} pod IPs do not answer either (${shareText(direct)})`,
        ),
      ];
    });
  },
};
