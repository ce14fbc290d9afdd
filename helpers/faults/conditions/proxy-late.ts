import { delayWrites } from '../breaks/delay-writes.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const proxyLate: Condition = {
  what: 'kube-proxy of one node writes its rules ten seconds late, so that a change may take it twenty',
  why: 'that is within the bound of 30 s, and shows in the latencies',
  concerns: [],
  puts: ({ cluster }) => delayWrites(lastNode(cluster), 10),
};
