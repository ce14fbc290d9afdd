import type { Fault } from './fault.ts';

export const localFallsBack: Fault = {
  what: 'under externalTrafficPolicy Local a node without a local backend hands over to remote ones',
  mustFail: ['POLICY-2', 'POLICY-4'],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'timeout' || client.kind !== 'outside' || cluster.isServiceAddress(target.address))
        return routed;
      return route(
        { ...cluster, services: cluster.services.map((each) => ({ ...each, externalLocal: false })) },
        client,
        target,
      );
    },
  }),
};
