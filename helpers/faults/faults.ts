/** All faults of real nodes, by name. */
import type { Fault } from './fault.ts';
import { clusterIPOutside } from './node/cluster-ip-outside.ts';
import { nodePortsClosed } from './node/node-ports-closed.ts';
import { proxyStopped } from './node/proxy-stopped.ts';

export const FAULTS: Readonly<Record<string, Fault>> = {
  'node-ports-closed': nodePortsClosed,
  'proxy-stopped': proxyStopped,
  'cluster-ip-outside': clusterIPOutside,
};
