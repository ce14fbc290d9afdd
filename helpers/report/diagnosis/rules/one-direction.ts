import { type Finding, likely, possible, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { type Way, waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

/** Between two nodes traffic passes one way only. */
export const oneDirection: Rule = {
  about: 'only node A → node B fails, in one direction',
  needs: 'pod IPs on B that did not answer from A, and pod IPs on A that did answer from B',
  says: (facts) => {
    const direct = waysOf(facts).filter(({ to, wanted }) => to.kind === 'pod IP' && wanted === 'answer');
    const between = (from: string, to: string) =>
      shareOf(direct.filter((way: Way) => way.from.node === from && way.to.node === to));
    const nodes = [...new Set(direct.flatMap(({ from, to }) => [from.node, to.node]))].filter((node) => node !== null);
    return nodes.flatMap((a) =>
      nodes.flatMap((b): Finding[] => {
        const [there, back] = [between(a, b), between(b, a)];
        if (a === b || !noneGood(there, 1) || !allGood(back)) return [];
        const cause = `only node ${a} → node ${b} fails, in one direction`;
        return [
          seen(
            `from node ${a} the pods on node ${b} do not answer (${shareText(there)}), and from ${b} those on ${a} do (${shareText(back)})`,
          ),
          // One probe may have been lost.
          noneGood(there) ? likely(cause) : possible(cause),
        ];
      }),
    );
  },
};
