import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const sameNodeIgnored: Fault = {
  what: 'trafficDistribution PreferSameNode changes nothing',
  like: 'a proxy from before KEP-3015',
  mustFail: ['POLICY-14'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => bothWays(door, door.trafficDistribution === 'PreferSameNode' ? readyOnes(door) : [])),
    ),
  ),
};
