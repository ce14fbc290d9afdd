import { readyOnes } from '../breaks/door.ts';
import { bothWays, rulesOf } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const proxyNameIgnored: Fault = {
  what: 'a Service that is left to another proxy is served all the same',
  like: 'a proxy that does not know service.kubernetes.io/service-proxy-name',
  mustFail: ['PROXY-4'],
  puts: everywhere(({ doors }) =>
    rulesOf(
      doors.flatMap((door) =>
        bothWays(door, 'service.kubernetes.io/service-proxy-name' in door.labels ? readyOnes(door) : []),
      ),
    ),
  ),
};
