import { everywhere } from '../breaks/shadow.ts';
import { stuck } from '../breaks/stuck.ts';
import type { Fault } from '../fault.ts';

export const affinityEndless: Fault = {
  what: 'affinity never ends',
  like: 'kubernetes/kubernetes#89358',
  mustFail: ['AFFINITY-3'],
  puts: everywhere(({ doors }) =>
    stuck(
      doors.filter(({ affinitySeconds }) => affinitySeconds),
      0,
    ),
  ),
};
