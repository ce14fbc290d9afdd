import type { Fault } from './fault.ts';

export const udpLost: Fault = {
  what: 'UDP through Services is lost, in either direction',
  mustFail: [
    'AFFINITY-5',
    'API-3',
    'NODEPORT-4',
    'PORTS-3',
    'PORTS-4',
    'PORTS-5',
    'UDP-1',
    'UDP-2',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // Samples that are all silence take longer than a requirement has.
  cannotTell: ['NODEPORT-3'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      const isLost = target.protocol === 'UDP' && routed.kind === 'answered' && routed.door !== undefined;
      return isLost ? { kind: 'timeout' } : routed;
    },
  }),
};
