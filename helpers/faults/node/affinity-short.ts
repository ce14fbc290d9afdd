import { everywhere } from '../breaks/shadow.ts';
import { stuck } from '../breaks/stuck.ts';
import type { Fault } from '../fault.ts';

/** Less than any timeout that is asked for. */
const ENDS_AFTER_MS = 4_000;

export const affinityShort: Fault = {
  what: 'affinity ends after some seconds, whatever its timeout',
  like: 'kubernetes/kubernetes#35677',
  mustFail: ['AFFINITY-3'],
  notAsked: ['AFFINITY-5'],
  puts: everywhere(({ doors }) =>
    stuck(
      doors.filter(({ affinitySeconds }) => affinitySeconds),
      Math.floor(Date.now() / ENDS_AFTER_MS),
    ),
  ),
};
