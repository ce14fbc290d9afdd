import type { Condition } from '../faults/fault.ts';
import { onSecondNode } from '../faults/on-second-node.ts';
import type { Service } from '../routing/cluster-model.ts';

/** In ms. */
const EVERY_MS = 60_000;
const AWAY_MS = 15_000;

export const proxyRestarted: Condition = {
  what: 'the proxy of one node is restarted every minute, and takes 15 s: what comes meanwhile is programmed when it is back',
  wraps() {
    let right: readonly Service[] = [];
    let served: readonly Service[] = [];
    const isAway = () => performance.now() % EVERY_MS > EVERY_MS - AWAY_MS;
    return onSecondNode({
      program(services) {
        right = services;
        if (!isAway()) served = right;
      },
      serves() {
        if (!isAway()) served = right;
        return served;
      },
    });
  },
};
