import { readyOnes } from '../breaks/door.ts';
import { choosing } from '../breaks/lead.ts';
import { everywhere } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const undeclaredPortOpen: Fault = {
  what: 'a ClusterIP answers on ports that its Service does not declare',
  like: 'a proxy that matches the address alone',
  mustFail: ['CLUSTERIP-4', 'NODEPORT-4'],
  puts: everywhere(({ doors }) => {
    const rules = doors
      .filter(({ nth }) => nth === 0)
      .flatMap((door) => {
        const declared = doors.filter(({ service }) => service === door.service).map(({ port }) => port);
        return choosing(
          `ip daddr ${door.clusterIP} ${door.protocol} dport != { ${[...new Set(declared)].join(', ')} }`,
          readyOnes(door),
        );
      });
    return { chooses: rules, choosesLocal: rules };
  }),
};
