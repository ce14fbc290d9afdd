import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const hairpinOff: Fault = {
  what: 'a pod does not reach itself through its Service',
  like: 'kubernetes/kubernetes#20475',
  mustFail: ['CLUSTERIP-3', 'ARTICLE-4'],
  puts: (ground) =>
    shadow(
      ground,
      ground.cluster.nodes,
      ({ doors }) => {
        const addresses = [...new Set(doors.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)))];
        return {
          goes: addresses.map(
            (address) => `ip saddr ${address} ip daddr ${address} meta mark set meta mark and 0xffffbfff`,
          ),
        };
      },
      { holdsBack: false },
    ),
};
