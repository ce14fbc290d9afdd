import { isPlain, readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

/** The first as often as all others together. */
function twiceAsOften<T>(ready: readonly T[]): T[] {
  const [first, ...others] = ready;
  return first === undefined ? [] : [...others.map(() => first), ...others];
}

export const sharesSkewed: Fault = {
  what: 'the first of several backends gets half of all connections',
  like: 'probabilities of rules that were computed for another number of endpoints',
  mustFail: ['BACKENDS-1'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const ready = readyOnes(door);
        return bothWays(door, ready.length > 2 && !door.affinitySeconds && isPlain(door) ? twiceAsOften(ready) : []);
      }),
    ),
  ),
};
