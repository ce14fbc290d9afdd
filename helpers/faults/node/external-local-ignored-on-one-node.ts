import { readyOnes } from '../breaks/door.ts';
import { atNodePort, rulesOf } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import { lastNode } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const externalLocalIgnoredOnOneNode: Fault = {
  what: 'one node without a local backend answers under externalTrafficPolicy Local all the same',
  like: 'a node whose proxy is of an older release',
  mustFail: ['POLICY-2', 'SOURCE-3'],
  notAsked: ['SOURCE-4'],
  puts: (ground) =>
    shadow(ground, [lastNode(ground.cluster)], ({ doors }) =>
      rulesOf(doors.flatMap((door) => atNodePort(door, door.external === 'Local' ? readyOnes(door) : []))),
    ),
};
