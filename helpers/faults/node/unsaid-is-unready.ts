import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const unsaidIsUnready: Fault = {
  what: 'an endpoint whose slice says nothing of its readiness is not used',
  like: 'a client that takes a missing condition for false (EndpointConditions: nil means true)',
  mustFail: ['BACKENDS-9'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) => {
        const ready = readyOnes(door);
        const said = ready.filter(({ isSaid }) => isSaid);
        return bothWays(door, said.length < ready.length ? said : []);
      }),
    ),
  ),
};
