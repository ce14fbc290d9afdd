import { readyOnes } from '../breaks/door.ts';
import { everReady } from '../breaks/ever-ready.ts';
import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const establishedCut: Fault = {
  what: 'connections to a pod that is no endpoint any more are cut',
  like: 'a connection table that is flushed at every change (kubernetes/kubernetes#102631 was not merged for it)',
  mustFail: ['BACKENDS-5'],
  version: 2, // 1 kept new connections from the pod too
  puts: async (ground) => {
    const ever = everReady();
    return shadow(
      ground,
      ground.cluster.nodes,
      ({ doors }) => {
        const now = new Set(doors.flatMap((door) => readyOnes(door)).map(({ address }) => address));
        const were = new Set(doors.flatMap((door) => ever(door)).map(({ address }) => address));
        return {
          // Only what was led there: the pod itself can be reached.
          goes: [...were]
            .filter((address) => !now.has(address))
            .map((address) => `ct status dnat ip daddr ${address} tcp dport 8080 drop`),
        };
      },
      { holdsBack: false },
    );
  },
};
