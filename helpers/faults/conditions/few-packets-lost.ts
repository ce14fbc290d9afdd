import { onNodes } from '../breaks/nft-table.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const fewPacketsLost: Condition = {
  what: 'one in a hundred packets that a node sends on is lost',
  why: 'TCP mends that: a SYN that is lost comes again after a second',
  concerns: [],
  mayDoubt: ['CLUSTERIP-2', 'UDP-1', 'AFFINITY-5'],
  puts: ({ cluster }) => onNodes([lastNode(cluster)], { passes: ['numgen random mod 100 0 drop'] }),
};
