import type { Fault } from './fault.ts';

export const udpFlowsKept: Fault = {
  what: 'UDP flows are never taken from a backend that is gone: stale conntrack entries',
  mustFail: ['API-3', 'PORTS-4', 'UDP-3', 'UDP-5'],
  wraps: () => ({
    stays: () => () => true,
  }),
};
