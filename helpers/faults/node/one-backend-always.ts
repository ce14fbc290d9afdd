import { isPlain, readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const oneBackendAlways: Fault = {
  what: 'one of several backends gets all connections',
  like: 'a balancer that was told of one backend; keep-alive between two proxies',
  mustFail: ['BACKENDS-1', 'CLUSTERIP-1', 'SOURCE-2'],
  wide: true,
  puts: everywhere(({ doors }) =>
    rulesOf(doors.flatMap((door) => bothWays(door, isPlain(door) ? readyOnes(door).slice(0, 1) : []))),
  ),
};
