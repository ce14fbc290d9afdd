import { isPlain, readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const oneBackendStarved: Fault = {
  what: 'one of several backends is never chosen',
  like: 'the last of the rules starved by those before it; a slice that a proxy has missed',
  mustFail: ['BACKENDS-1', 'CLUSTERIP-1', 'UDP-1'],
  wide: true,
  puts: everywhere(({ doors }) =>
    rulesOf(doors.flatMap((door) => bothWays(door, isPlain(door) ? readyOnes(door).slice(1) : []))),
  ),
};
