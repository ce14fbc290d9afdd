/** What must accuse nobody, by name. */
import type { Condition } from '../faults/fault.ts';
import { icmpRateLimited } from './icmp-rate-limited.ts';
import { namesCached } from './names-cached.ts';
import { nodePortsHadOtherOwners } from './node-ports-had-other-owners.ts';
import { oneNodeLateWithinBound } from './one-node-late-within-bound.ts';
import { proxyRestarted } from './proxy-restarted.ts';
import { serviceRangeAnnounced } from './service-range-announced.ts';
import { sliceForEachEndpoint } from './slice-for-each-endpoint.ts';
import { strangerOnPort80 } from './stranger-on-port-80.ts';
import { turnByTurn } from './turn-by-turn.ts';

export const CONDITIONS: Readonly<Record<string, Condition>> = {
  ...{ icmpRateLimited, namesCached, nodePortsHadOtherOwners, oneNodeLateWithinBound, proxyRestarted },
  ...{ serviceRangeAnnounced, sliceForEachEndpoint, strangerOnPort80, turnByTurn },
};
