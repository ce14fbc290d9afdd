import { keepBusy } from '../breaks/keep-busy.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const busyMachine: Condition = {
  what: 'a node computes with two processes more than the machine has to spare',
  why: 'probes that can not be sent in time say nothing of a Service',
  concerns: [],
  mayDoubt: ['CLUSTERIP-1', 'ARTICLE-7', 'UDP-1', 'CLUSTERIP-2', 'NODEPORT-1', 'SOURCE-1', 'PORTS-1', 'SOURCE-2'],
  puts: ({ cluster }) => keepBusy(lastNode(cluster), 2),
};
