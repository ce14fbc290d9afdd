import { limitProcessor } from '../breaks/limit-processor.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const slowNode: Condition = {
  what: 'one node has a third of a processor',
  why: 'it is late, and within every bound',
  concerns: [],
  mayDoubt: ['CLUSTERIP-2', 'UDP-1', 'NODEPORT-1', 'PORTS-1'],
  puts: ({ cluster }) => limitProcessor(lastNode(cluster), 0.34),
};
