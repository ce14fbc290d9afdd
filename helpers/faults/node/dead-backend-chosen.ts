import { isPlain } from '../breaks/door.ts';
import { everReady } from '../breaks/ever-ready.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const deadBackendChosen: Fault = {
  what: 'a backend that is gone is still chosen',
  like: 'a proxy that adds endpoints and never takes one away',
  mustFail: ['BACKENDS-2', 'BACKENDS-4'],
  puts: async (ground) => {
    const ever = everReady();
    return shadow(ground, ground.cluster.nodes, ({ doors }) =>
      rulesOf(doors.filter(isPlain).flatMap((door) => bothWays(door, ever(door)))),
    );
  },
};
