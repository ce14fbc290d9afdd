import { onNodes } from '../breaks/nft-table.ts';
import type { Fault } from '../fault.ts';

export const largePacketsLost: Fault = {
  what: 'packets of more than 1000 bytes between nodes are lost, and nobody is told',
  like: 'an MTU that is larger than the overlay carries (projectcalico/calico#2026)',
  version: 3,
  mustFail: ['CLUSTERIP-7', 'NODEPORT-6'],
  // its answers have more bytes, for who is not on kube-dns' node
  notAsked: ['DNS-4'],
  puts: ({ cluster }) => onNodes(cluster.nodes, { passes: ['meta length > 1000 drop'] }),
};
