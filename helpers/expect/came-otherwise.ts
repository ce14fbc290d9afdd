import type { Asked } from './observation.ts';
import { answeredBy } from './probe-rules.ts';

/** Whether anything that came was other than it had to be, of an observation that nobody has judged. Of traffic a change may be the cause. */
export function cameOtherwise({ observation }: Asked): boolean {
  switch (observation.kind) {
    case 'sampling': {
      const ours = answeredBy(observation.backends);
      return observation.results.some((result) => result.outcome !== 'broken' && !ours.holds(result));
    }
    case 'continuity':
      return observation.results.some(({ outcome }) => outcome !== 'broken' && outcome !== 'answered');
    case 'silence': {
      const { pairs, rule, arrivedAt } = observation;
      const allowed = [...rule.outcomes, 'broken'];
      const isOtherwise = ({ negative, control }: (typeof pairs)[number]) =>
        negative.backend !== undefined ||
        !allowed.includes(negative.outcome) ||
        !['answered', 'broken'].includes(control.outcome);
      return arrivedAt.length > 0 || pairs.some(isOtherwise);
    }
  }
}
