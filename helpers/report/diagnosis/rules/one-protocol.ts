import type { FailureFacts } from '../../failure-facts.ts';
import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { shareText } from '../words.ts';

const OTHER = { TCP: 'UDP', UDP: 'TCP' } as const;

/** One protocol passes, the other does not. */
export const oneProtocol: Rule = {
  about: 'only UDP fails',
  needs:
    'two probes over one protocol that all failed, and probes to the same Service or its pods over the other that were all answered',
  says: (facts: FailureFacts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    return (['UDP', 'TCP'] as const).flatMap((protocol): Finding[] => {
      const over = (which: 'TCP' | 'UDP') => ways.filter(({ to }) => to.protocol === which);
      const [failed, fine] = [shareOf(over(protocol)), shareOf(over(OTHER[protocol]))];
      if (!noneGood(failed) || !allGood(fine)) return [];
      const only = `only ${protocol} fails: over ${protocol} ${shareText(failed)} answered, over ${OTHER[protocol]} ${shareText(fine)}`;
      const direct = shareOf(over(protocol).filter(({ to }) => to.kind === 'pod IP'));
      if (!noneGood(direct)) return [seen(only)];
      return [
        seen(only),
        likely(
          `${protocol} is lost on the way to the pods and not by the Service: past it pod IPs do not answer either (${shareText(direct)})`,
        ),
      ];
    });
  },
};
