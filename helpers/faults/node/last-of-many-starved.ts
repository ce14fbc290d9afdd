import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const lastOfManyStarved: Fault = {
  what: 'the last of five backends or more is never chosen',
  like: 'probabilities that add up to one before the last rule',
  mustFail: ['BACKENDS-1', 'SCALE-2'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const ready = readyOnes(door);
        return bothWays(door, ready.length >= 5 ? ready.slice(0, -1) : []);
      }),
    ),
  ),
};
