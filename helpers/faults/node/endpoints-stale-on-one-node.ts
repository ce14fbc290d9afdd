import { isPlain } from '../breaks/door.ts';
import { everReady } from '../breaks/ever-ready.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import { lastNode } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const endpointsStaleOnOneNode: Fault = {
  what: 'one node does not learn that a backend is gone',
  like: 'a watch of EndpointSlices that has ended, on one node',
  mustFail: ['BACKENDS-2', 'BACKENDS-4'],
  puts: async (ground) => {
    const ever = everReady();
    return shadow(ground, [lastNode(ground.cluster)], ({ doors }) =>
      rulesOf(doors.filter(isPlain).flatMap((door) => bothWays(door, ever(door)))),
    );
  },
};
