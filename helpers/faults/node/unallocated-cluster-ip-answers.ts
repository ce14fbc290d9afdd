import { readyOnes } from '../breaks/door.ts';
import { choosing } from '../breaks/lead.ts';
import { shadow } from '../breaks/shadow.ts';
import { serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const unallocatedClusterIPAnswers: Fault = {
  what: 'an address of the service range that no Service holds is answered',
  like: 'a catch-all rule; a proxy that never forgets',
  mustFail: ['CLUSTERIP-5'],
  puts: (ground) =>
    shadow(
      ground,
      ground.cluster.nodes,
      ({ doors, addresses }) => {
        const [some] = doors.filter(({ protocol, endpoints }) => protocol === 'tcp' && endpoints.length > 2);
        return {
          chooses: some
            ? choosing(
                `ip daddr ${serviceRange(ground.cluster)} ip daddr != { ${addresses.join(', ')} } tcp dport ${some.port}`,
                readyOnes(some),
              )
            : [],
        };
      },
      { holdsBack: false },
    ),
};
