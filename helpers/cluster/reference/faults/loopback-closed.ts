import type { Fault } from './fault.ts';

export const loopbackClosed: Fault = {
  what: 'a nodePort is closed on loopback, where the mode opens it: route_localnet is off',
  mustFail: ['NODEPORT-3'],
  wraps: () => ({
    route: (route) => (cluster, client, target) =>
      target.address === '127.0.0.1' ? { kind: 'refused' } : route(cluster, client, target),
  }),
};
