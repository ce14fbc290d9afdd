import { readyOnes } from '../breaks/door.ts';
import { refused } from '../breaks/refused.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const terminatingUnused: Fault = {
  what: 'endpoints that terminate and still serve are not used, even where there is nothing else',
  like: 'a proxy from before KEP-1669',
  mustFail: ['POLICY-8'],
  puts: everywhere(({ doors }) =>
    refused(doors.filter((door) => door.endpoints.length > 0 && readyOnes(door).length === 0)),
  ),
};
