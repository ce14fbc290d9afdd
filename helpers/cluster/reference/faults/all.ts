/** All faults, by name. */

import type { Wrappers } from '../wrappers.ts';
import { affinityIgnored } from './affinity-ignored.ts';
import { affinityInMinutes } from './affinity-in-minutes.ts';
import { clusterIPOutside } from './cluster-ip-outside.ts';
import { externalLocalIgnored } from './external-local-ignored.ts';
import type { Fault } from './fault.ts';
import { hairpinOff } from './hairpin-off.ts';
import { internalLocalIgnored } from './internal-local-ignored.ts';
import { lastOfManyStarved } from './last-of-many-starved.ts';
import { localRefuses } from './local-refuses.ts';
import { nodePortOnClusterIP } from './node-port-on-cluster-ip.ts';
import { rejectMissing } from './reject-missing.ts';
import { sourceLost } from './source-lost.ts';
import { terminatingUnused } from './terminating-unused.ts';
import { udpLost } from './udp-lost.ts';

export const FAULTS: Readonly<Record<string, Fault>> = {
  ...{ affinityIgnored, affinityInMinutes, clusterIPOutside, externalLocalIgnored, hairpinOff, internalLocalIgnored },
  ...{ lastOfManyStarved, localRefuses, nodePortOnClusterIP, rejectMissing, sourceLost, terminatingUnused, udpLost },
};

/** @param name of a fault; empty: nothing is wrong. @throws where there is none of that name. */
export function wrappersOf(name: string): Wrappers {
  if (name === '') return {};
  const found = FAULTS[name];
  if (!found) throw new Error(`there is no fault ${name}`);
  return found.wraps();
}
