import type { Fault } from './fault.ts';

export const localRefuses: Fault = {
  what: 'a node without a local endpoint refuses what it has to drop',
  mustFail: ['POLICY-2', 'POLICY-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      const atNode = !cluster.isServiceAddress(target.address) && client.kind === 'outside';
      return routed.kind === 'timeout' && atNode ? { kind: 'refused' } : routed;
    },
  }),
};
