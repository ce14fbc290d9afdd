import { onNodes } from '../breaks/nft-table.ts';
import { serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const udpReplyFromElsewhere: Fault = {
  what: 'replies over UDP to a ClusterIP come from another address than was dialled',
  like: 'a reverse translation that is missing (kubernetes/kubernetes#19029 shows what such entries do)',
  mustFail: ['UDP-1', 'AFFINITY-5'],
  puts: ({ cluster }) =>
    onNodes(cluster.nodes, {
      gone: [
        `ct original ip daddr ${serviceRange(cluster)} ct direction reply udp sport != 53 ip saddr set 198.18.0.1`,
      ],
    }),
};
