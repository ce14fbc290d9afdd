import { onNodes } from '../breaks/nft-table.ts';
import { serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const udpClusterIPsLost: Fault = {
  what: 'UDP to ClusterIPs is lost, but for the DNS',
  like: 'a proxy or a security group that knows TCP alone',
  mustFail: ['UDP-1', 'UDP-2', 'AFFINITY-5'],
  puts: ({ cluster }) => {
    const drop = [`ip daddr ${serviceRange(cluster)} udp dport != 53 drop`];
    return onNodes(cluster.nodes, { arrives: drop, leaves: drop });
  },
};
