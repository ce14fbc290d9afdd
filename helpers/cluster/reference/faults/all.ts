/** All faults, by name. */
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
