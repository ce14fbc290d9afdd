import { onNodes } from '../breaks/nft-table.ts';
import type { Fault } from '../fault.ts';

export const masqueradeMissing: Fault = {
  what: 'no source is hidden: who answers from another node answers past the node that was dialled',
  like: 'rules of kube-proxy that a firewall reload has removed in part; a mark that another program clears',
  mustFail: ['SOURCE-2', 'UDP-1'],
  // Mode nftables knows a connection of a pod to itself by its two addresses, without a mark.
  mustFailIn: { iptables: ['CLUSTERIP-3'] },
  notAsked: [
    'ARTICLE-7',
    'ARTICLE-8',
    'ARTICLE-9',
    'ARTICLE-4',
    'NODEPORT-1',
    'PORTS-1',
    'POLICY-5',
    'SOURCE-4',
    'BACKENDS-1',
    'BACKENDS-9',
  ],
  puts: ({ cluster }) =>
    onNodes(cluster.nodes, { goes: ['meta mark and 0x4000 == 0x4000 meta mark set meta mark and 0xffffbfff'] }),
};
