import type { ObservationFacts } from '../../failure-facts.ts';
import { astray } from '../astray.ts';
import { type Rule, seen } from '../rule.ts';
import { shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { secondsBetween, shareText } from '../words.ts';
import { isAnswered } from './answered-otherwise.ts';

/** What failed did so for a while only. */
export const didNotLast: Rule = {
  about: 'asked again it was as it had to be: it came late, or passed',
  needs:
    'an observation that failed, and looks afterwards from the same place at the same target that were all as they had to be',
  says: (facts) => {
    const failed = facts.observations.find(({ asExpected, kind }) => !asExpected && kind !== 'continuity');
    // That it answers says nothing of how it answers.
    if (failed?.kind === 'sampling' && isAnswered(failed)) return [];
    const looks = waysOf({ observations: [], looks: facts.looks });
    const share = shareOf(looks);
    if (!failed?.startedAt || share.probes === 0 || share.good < share.probes) return [];
    const again = looks.filter(
      ({ from, to }) => from.name === failed.from.name && to.host === failed.to.host && to.port === failed.to.port,
    );
    if (again.length === 0 || isLikely(failed, again.length) || astray(facts).length > 0) return [];
    const after = secondsBetween(failed.startedAt, facts.gatheredAt);
    return [
      seen(
        `what failed did not last: asked again, ${after} after its first probe, all was as it had to be (${shareText(share)})`,
      ),
    ];
  },
};

/** Where most probes were answered, so many more may all be answered while it lasts. */
function isLikely({ outcomes }: ObservationFacts, probes: number): boolean {
  const { answered = 0, broken = 0, ...others } = outcomes;
  void broken;
  const made = Object.values(others).reduce((sum, count) => sum + count, answered);
  return made > 0 && (answered / made) ** probes > 0.5;
}
