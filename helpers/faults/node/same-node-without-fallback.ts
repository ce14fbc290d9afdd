import { readyOnes } from '../breaks/door.ts';
import { isOn } from '../breaks/lead.ts';
import { refused } from '../breaks/refused.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const sameNodeWithoutFallback: Fault = {
  what: 'trafficDistribution PreferSameNode is taken for internalTrafficPolicy Local: nothing where no backend is',
  like: 'a preference that was programmed as a rule (KEP-3015)',
  mustFail: ['POLICY-14'],
  puts: everywhere(({ doors }, node) =>
    refused(doors.filter((door) => door.trafficDistribution === 'PreferSameNode' && !readyOnes(door).some(isOn(node)))),
  ),
};
