import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const firstSliceOnly: Fault = {
  what: 'of a Service with several EndpointSlices one alone is used',
  like: 'a proxy from the time of Endpoints',
  mustFail: ['BACKENDS-9', 'SCALE-2'],
  notAsked: ['BACKENDS-1', 'PORTS-2'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const ready = readyOnes(door);
        const first = ready.filter(({ slice }) => slice === ready[0]?.slice);
        return bothWays(door, first.length < ready.length ? first : []);
      }),
    ),
  ),
};
