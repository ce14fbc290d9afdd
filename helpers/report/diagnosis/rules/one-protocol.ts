import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { type Way, waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

const OTHER = { TCP: 'UDP', UDP: 'TCP' } as const;

/** One protocol passes, the other does not. */
export const oneProtocol: Rule = {
  about: 'only UDP fails',
  needs:
    'two probes over one protocol that all failed, and probes to the same Service or its pods over the other that were all answered, everywhere or from one node',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    const everywhere = findings(ways, '');
    if (everywhere.length > 0) return everywhere;
    const nodes = [...new Set(ways.flatMap(({ from }) => from.node ?? []))];
    return nodes.flatMap((node) =>
      findings(
        ways.filter(({ from }) => from.node === node),
        `from node ${node} `,
      ),
    );
  },
};

function findings(ways: readonly Way[], where: string): Finding[] {
  return (['UDP', 'TCP'] as const).flatMap((protocol): Finding[] => {
    const over = (which: 'TCP' | 'UDP') => ways.filter(({ to }) => to.protocol === which);
    const [failed, fine] = [shareOf(over(protocol)), shareOf(over(OTHER[protocol]))];
    if (!noneGood(failed) || !allGood(fine)) return [];
    const only = `${where}only ${protocol} fails: over ${protocol} ${shareText(failed)} answered, over ${OTHER[protocol]} ${shareText(fine)}`;
    const direct = shareOf(over(protocol).filter(({ to }) => to.kind === 'pod IP'));
    if (!noneGood(direct)) return [seen(only)];
    const cause = `${where}${protocol} is lost on the way to the pods and not by the Service: past it pod IPs do not answer either (${shareText(direct)})`;
    return [seen(only), likely(cause)];
  });
}
