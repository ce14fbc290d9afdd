import { setting } from '../breaks/setting.ts';
import type { Condition } from '../fault.ts';

/** In ms, for each destination; 1000 by default. */
const ONE_EACH_MS = 2_000;

export const icmpErrorsRare: Condition = {
  what: 'nodes send half as many ICMP errors as usual',
  why: 'a refusal that the kernel withholds is silence, and no Service is to blame',
  concerns: ['BACKENDS-3', 'UDP-2', 'PORTS-3'],
  mayDoubt: ['BACKENDS-3', 'UDP-2', 'PORTS-3'],
  puts: async ({ cluster }) => {
    await using undo = new AsyncDisposableStack();
    for (const node of cluster.nodes) {
      undo.use(await setting(node, 'net/ipv4/icmp_ratelimit', String(ONE_EACH_MS)));
    }
    return undo.move();
  },
};
