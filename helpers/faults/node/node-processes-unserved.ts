import { onNodes } from '../breaks/nft-table.ts';
import { lastNode, serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const nodeProcessesUnserved: Fault = {
  what: 'processes of one node get nowhere by a ClusterIP, its pods do',
  like: 'an OUTPUT chain without the jump to the Services',
  mustFail: ['CLUSTERIP-2', 'SOURCE-4'],
  puts: ({ cluster }) => onNodes([lastNode(cluster)], { leaves: [`ip daddr ${serviceRange(cluster)} drop`] }),
};
