import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const unreadyUsed: Fault = {
  what: 'backends that are not ready get new connections too',
  like: 'a proxy that reads addresses and no conditions',
  mustFail: ['BACKENDS-2', 'BACKENDS-7', 'BACKENDS-9'],
  puts: everywhere(({ doors }) =>
    rulesOf(doors.flatMap((door) => bothWays(door, door.endpoints.some(({ ready }) => !ready) ? door.endpoints : []))),
  ),
};
