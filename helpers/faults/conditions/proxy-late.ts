import { delayWrites } from '../breaks/delay-writes.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

/** In s. */
const LATE_S = 10;

export const proxyLate: Condition = {
  what: 'kube-proxy of one node writes its rules ten seconds late, so that a change may take it twenty',
  version: 3,
  why: 'that is within the bound of 30 s, and shows in the latencies',
  concerns: [],
  // A sync in mode nftables writes twice: first it deletes the chains that are stale (pkg/proxy/nftables, syncProxyRules).
  puts: ({ cluster }) => delayWrites(lastNode(cluster), cluster.proxyMode === 'nftables' ? LATE_S / 2 : LATE_S),
};
