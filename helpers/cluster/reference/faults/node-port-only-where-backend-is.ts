import type { Fault } from './fault.ts';

export const nodePortOnlyWhereBackendIs: Fault = {
  what: 'a nodePort is open only on nodes that have a backend',
  mustFail: [
    'API-3',
    'ARTICLE-7',
    'ARTICLE-8',
    'ARTICLE-9',
    'ARTICLE-10',
    'ARTICLE-11',
    'BACKENDS-2',
    'BACKENDS-3',
    'BACKENDS-4',
    'BACKENDS-5',
    'BACKENDS-6',
    'BACKENDS-7',
    'BACKENDS-8',
    'POLICY-2',
    'POLICY-3',
    'POLICY-4',
    'POLICY-5',
    'POLICY-7',
    'POLICY-8',
    'POLICY-11',
    'UDP-3',
    'UDP-4',
    'UDP-5',
  ],
  // its controls may be sent to nodes with a backend alone
  byChance: ['ARTICLE-6'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'answered' || !routed.door?.atNodePort) return routed;
      const { node, port } = routed.door;
      return port.endpoints.some((each) => each.node === node) ? routed : { kind: 'refused' };
    },
  }),
};
