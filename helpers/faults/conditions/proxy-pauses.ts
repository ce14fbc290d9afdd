import { stopProxy } from '../breaks/stop-proxy.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

/** Away and back, in ms: a kube-proxy that is restarted is away for about so long. */
const AWAY_MS = 4_000;
const BACK_MS = 8_000;

export const proxyPauses: Condition = {
  what: 'kube-proxy of one node is away for four seconds again and again',
  why: 'what it has written goes on, and what it missed is within the bound',
  concerns: [],
  puts: async ({ cluster }) => {
    const node = lastNode(cluster);
    const over = new AbortController();
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const loop = (async () => {
      while (!over.signal.aborted) {
        {
          await using _stopped = await stopProxy(node);
          await pause(AWAY_MS);
        }
        await pause(BACK_MS);
      }
    })();
    return {
      [Symbol.asyncDispose]: async () => {
        over.abort();
        await loop;
      },
    };
  },
};
