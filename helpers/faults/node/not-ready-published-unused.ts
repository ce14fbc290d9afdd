import { readyOnes } from '../breaks/door.ts';
import { refused } from '../breaks/refused.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const notReadyPublishedUnused: Fault = {
  what: 'publishNotReadyAddresses changes nothing: who does not serve is not used',
  like: 'a proxy that reads serving in place of ready',
  mustFail: ['BACKENDS-7'],
  puts: everywhere(({ doors }) =>
    refused(doors.filter((door) => readyOnes(door).some(({ serving, terminating }) => !serving && !terminating))),
  ),
};
