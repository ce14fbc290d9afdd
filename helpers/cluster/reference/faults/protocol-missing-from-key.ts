import type { Fault } from './fault.ts';

export const protocolMissingFromKey: Fault = {
  what: 'the nodePort of one protocol opens the other: rules are kept by number alone',
  mustFail: ['NODEPORT-4', 'PORTS-5'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'refused' || cluster.isServiceAddress(target.address) || cluster.pods.has(target.address))
        return routed;
      const other = route(cluster, client, { ...target, protocol: target.protocol === 'TCP' ? 'UDP' : 'TCP' });
      return other.kind === 'answered' ? other : routed;
    },
  }),
};
