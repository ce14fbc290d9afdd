import { onNodes } from '../breaks/nft-table.ts';
import { serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const oneInFiftyLost: Fault = {
  what: 'one in fifty new connections to a ClusterIP gets no reply',
  like: 'a full connection table on one of many machines',
  mustFail: ['BACKENDS-1'],
  wide: true,
  puts: ({ cluster }) => {
    const unlucky = [
      `ip daddr ${serviceRange(cluster)} meta l4proto { tcp, udp } th dport != { 53, 443 } ct state new numgen random mod 50 0 ct mark set 81`,
      'ct mark 81 ct direction reply drop',
    ];
    return onNodes(cluster.nodes, { arrives: unlucky, leaves: unlucky });
  },
};
