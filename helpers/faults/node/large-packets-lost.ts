import { onNodes } from '../breaks/nft-table.ts';
import type { Fault } from '../fault.ts';

export const largePacketsLost: Fault = {
  what: 'packets of more than 1000 bytes between nodes are lost, and nobody is told',
  like: 'an MTU that is larger than the overlay carries (projectcalico/calico#2026)',
  // No requirement asks for a large answer yet; if any notices, it is the one that has to reach all backends.
  mustFail: ['CLUSTERIP-1'],
  puts: ({ cluster }) => onNodes(cluster.nodes, { passes: ['meta length > 1000 drop'] }),
};
