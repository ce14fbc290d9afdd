import { readyOnes } from '../breaks/door.ts';
import { rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const internalLocalIgnored: Fault = {
  what: 'internalTrafficPolicy Local is taken for Cluster',
  like: 'a proxy from before KEP-2086',
  mustFail: ['POLICY-6', 'POLICY-7'],
  puts: everywhere(({ doors }) =>
    rulesOf(doors.map((door) => ({ at: 'ClusterIP', door, to: door.internal === 'Local' ? readyOnes(door) : [] }))),
  ),
};
