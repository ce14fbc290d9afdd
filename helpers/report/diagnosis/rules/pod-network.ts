import { likely, type Rule } from '../rule.ts';
import { noneGood, shareOf } from '../shares.ts';
import { directWays, waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

/** The second control: from where the Service fails its pods are not reached either. */
export const podNetwork: Rule = {
  about: 'pod IPs do not answer from there either: it is the pod network, not the Service',
  needs: 'a node where the Service fails, and two probes from it to pod IPs that all failed',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    const failed = ways.filter(({ to, probes, good }) => to.kind !== 'pod IP' && good < probes);
    const failing = new Set(failed.flatMap(({ router }) => router ?? []));
    return [...failing].flatMap((node) => {
      const doors = failed.filter(({ router }) => router === node);
      const from = ways.filter(({ from }) => from.node === node);
      const direct = shareOf(directWays(from, doors));
      if (!noneGood(direct)) return [];
      return [
        likely(
          `it is the pod network and not the Service: from node ${node} pod IPs do not answer either (${shareText(direct)})`,
        ),
      ];
    });
  },
};
