import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const terminatingUsed: Fault = {
  what: 'backends that terminate get new connections while others are ready',
  like: 'a proxy that takes serving for ready',
  mustFail: ['POLICY-10'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) =>
        bothWays(
          door,
          door.endpoints.some(({ terminating, serving }) => terminating && serving)
            ? door.endpoints.filter(({ serving }) => serving)
            : [],
        ),
      ),
    ),
  ),
};
