import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const firstPodsPortForAll: Fault = {
  what: "a named targetPort is the first pod's number for all pods",
  like: 'a controller that resolves the name once',
  mustFail: ['PORTS-2', 'BACKENDS-9'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const ready = readyOnes(door);
        const port = ready[0]?.port ?? 0;
        const differ = ready.some((each) => each.port !== port);
        return bothWays(door, differ ? ready.map(({ address }) => ({ address, port })) : []);
      }),
    ),
  ),
};
