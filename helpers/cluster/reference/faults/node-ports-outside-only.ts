import type { Fault } from './fault.ts';

export const nodePortsOutsideOnly: Fault = {
  what: 'nodePorts are served to the outside alone',
  mustFail: [
    'ARTICLE-9',
    'NODEPORT-1',
    'NODEPORT-2',
    'NODEPORT-3',
    'POLICY-5',
    'PORTS-1',
    'PORTS-4',
    'PORTS-5',
    'SOURCE-4',
    'UDP-1',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // which is told first: that nobody answers, or that their positive controls are not answered either
  byChance: ['BACKENDS-3', 'BACKENDS-7', 'BACKENDS-8'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      return routed.kind === 'answered' && routed.door?.atNodePort && client.kind !== 'outside'
        ? { kind: 'refused' }
        : routed;
    },
  }),
};
