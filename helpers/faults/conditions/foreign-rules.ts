import { onNodes } from '../breaks/nft-table.ts';
import type { Condition } from '../fault.ts';

export const foreignRules: Condition = {
  what: 'nodes have a firewall of their own, which counts and lets through',
  why: 'rules that drop nothing are no fault, wherever they stand',
  concerns: [],
  puts: ({ cluster }) =>
    onNodes(cluster.nodes, {
      arrives: ['counter accept'],
      passes: ['ct state established,related counter accept', 'counter accept'],
      goes: ['counter accept'],
    }),
};
