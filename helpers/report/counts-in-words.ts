import { OUTCOMES } from '../probe/probe.ts';
import type { OutcomeCounts } from './results.ts';

/** `19 answered, 2 timeout`. */
export function countsInWords(outcomes: OutcomeCounts): string {
  const counts = OUTCOMES.flatMap((outcome) => (outcomes[outcome] ? [`${outcomes[outcome]} ${outcome}`] : []));
  return counts.length === 0 ? 'nothing' : counts.join(', ');
}
