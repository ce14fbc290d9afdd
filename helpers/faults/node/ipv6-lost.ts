import { onNodes } from '../breaks/nft-table.ts';
import type { Fault } from '../fault.ts';

export const ipv6Lost: Fault = {
  what: 'IPv6 to ClusterIPs is lost, IPv4 is not',
  like: 'a node whose ip6tables nobody looks after',
  dualStack: true,
  mustFail: ['DUALSTACK-2'],
  notAsked: ['DNS-4'],
  puts: ({ cluster }) => {
    const range = cluster.serviceRanges.find((each) => each.includes(':'));
    if (!range) throw new Error('the cluster has no IPv6 service range, which this fault is made for');
    const drop = [`ip6 daddr ${range} drop`];
    return onNodes(cluster.nodes, { arrives: drop, leaves: drop }, { family: 'ip6' });
  },
};
