import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const firstPortForAll: Fault = {
  what: 'every port of a Service leads to the targetPort of its first',
  like: 'a proxy that keys endpoints by Service and not by port',
  mustFail: ['PORTS-1'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const first = doors.find(({ service, nth }) => service === door.service && nth === 0);
        return bothWays(door, first && door.nth > 0 && first.protocol === door.protocol ? readyOnes(first) : []);
      }),
    ),
  ),
};
