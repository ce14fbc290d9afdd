import { readyOnes } from '../breaks/door.ts';
import { isOn, matchOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

/** Of the node; nobody listens there. */
const CLOSED_PORT = 9;

export const externalLocalRefuses: Fault = {
  what: 'under externalTrafficPolicy Local a node without a local backend refuses what it has to drop',
  like: 'a proxy that knows no difference between no endpoint here and none at all',
  mustFail: ['POLICY-2'],
  notAsked: ['POLICY-4', 'POLICY-5'],
  puts: everywhere(({ doors }, node) => ({
    chooses: doors
      .filter((door) => door.external === 'Local' && !readyOnes(door).some(isOn(node)) && readyOnes(door).length > 0)
      .map((door) => `${matchOf({ at: 'nodePort', door })} redirect to :${CLOSED_PORT}`),
  })),
};
