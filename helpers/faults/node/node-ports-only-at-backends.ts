import { readyOnes } from '../breaks/door.ts';
import { isOn, matchOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const nodePortsOnlyAtBackends: Fault = {
  what: 'a nodePort is open only on nodes where a backend is',
  like: 'externalTrafficPolicy Local taken for the default',
  mustFail: ['ARTICLE-7', 'ARTICLE-8'],
  notAsked: ['ARTICLE-9', 'BACKENDS-9', 'POLICY-5', 'BACKENDS-1'],
  puts: everywhere(({ doors }, node) => {
    const drop = doors
      .filter((door) => door.nodePort && !readyOnes(door).some(isOn(node)))
      .map((door) => `${matchOf({ at: 'nodePort', door })} drop`);
    return { arrives: drop, leaves: drop };
  }),
};
