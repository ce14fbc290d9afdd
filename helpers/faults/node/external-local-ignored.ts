import { readyOnes } from '../breaks/door.ts';
import { atNodePort, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const externalLocalIgnored: Fault = {
  what: 'externalTrafficPolicy Local is taken for Cluster',
  like: 'kubernetes/kubernetes#66062, of mode ipvs',
  mustFail: ['POLICY-1', 'POLICY-2', 'SOURCE-3', 'SOURCE-4'],
  puts: everywhere(({ doors }) =>
    rulesOf(doors.flatMap((door) => atNodePort(door, door.external === 'Local' ? readyOnes(door) : []))),
  ),
};
