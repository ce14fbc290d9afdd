import type { Fault } from './fault.ts';

export const oneAddressOnly: Fault = {
  what: 'a nodePort is open on the InternalIP of a node alone, though the configuration selects all its addresses',
  mustFail: ['NODEPORT-2'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const isOther = cluster.nodes.some(
        ({ gateway, overlay }) => target.address === gateway || target.address === overlay,
      );
      return isOther ? { kind: 'refused' } : route(cluster, client, target);
    },
  }),
};
