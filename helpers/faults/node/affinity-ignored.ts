import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const affinityIgnored: Fault = {
  what: 'sessionAffinity ClientIP is ignored',
  like: 'kubernetes/kubernetes#55429, of externalTrafficPolicy Local',
  mustFail: ['AFFINITY-1', 'AFFINITY-3', 'AFFINITY-5'],
  puts: everywhere(({ doors }) =>
    rulesOf(doors.flatMap((door) => bothWays(door, door.affinitySeconds ? readyOnes(door) : []))),
  ),
};
