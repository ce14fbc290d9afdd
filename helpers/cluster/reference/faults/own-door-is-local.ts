import type { Fault } from './fault.ts';

export const ownDoorIsLocal: Fault = {
  what: 'under externalTrafficPolicy Local a node drops what its own pods and processes send to its nodePort',
  mustFail: ['POLICY-5', 'SOURCE-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'answered' || !routed.door?.atNodePort || client.kind === 'outside') return routed;
      const { door, by } = routed;
      const isLocal =
        cluster.services.find(({ name }) => name === door.service)?.externalLocal && door.node === client.node;
      if (!isLocal) return routed;
      const local = by.filter(({ address }) => cluster.pods.get(address)?.node === door.node);
      return local.length > 0 ? { ...routed, by: local } : { kind: 'timeout' };
    },
  }),
};
