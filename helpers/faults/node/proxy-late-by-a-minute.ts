import { delayWrites } from '../breaks/delay-writes.ts';
import { lastNode } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const proxyLateByAMinute: Fault = {
  what: 'kube-proxy of one node writes its rules a minute late',
  version: 2,
  like: 'a node that is out of CPU, or whose rules take that long (kubernetes/kubernetes#7370)',
  mustFail: ['CLUSTERIP-1', 'SOURCE-2', 'UDP-1'],
  wide: true,
  puts: ({ cluster }) => delayWrites(lastNode(cluster), 60),
};
