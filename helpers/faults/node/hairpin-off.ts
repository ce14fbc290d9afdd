import { shadow } from '../breaks/shadow.ts';
import type { Fault } from '../fault.ts';

export const hairpinOff: Fault = {
  what: 'a pod does not reach itself through its Service',
  like: 'kubernetes/kubernetes#20475',
  version: 2, // 1 took away the mark that hides the source, by which mode nftables hides no pod from itself
  mustFail: ['CLUSTERIP-3', 'ARTICLE-4'],
  puts: (ground) =>
    shadow(
      ground,
      ground.cluster.nodes,
      ({ doors }) => {
        const addresses = [...new Set(doors.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)))];
        return {
          goes: addresses.map((address) => `ip saddr ${address} ip daddr ${address} drop`),
        };
      },
      { holdsBack: false },
    ),
};
