import type { Fault } from './fault.ts';

export const headlessMapped: Fault = {
  what: 'a headless Service is proxied: the ports that it declares are mapped on the addresses of its pods',
  mustFail: ['DNS-3'],
  wraps: () => {
    let mapped = new Map<string, number>();
    return {
      serviceMap: (serviceMap) => (services, slices) => {
        const headless = services.filter(({ spec }) => spec?.clusterIP === 'None');
        const doors = headless.flatMap(({ metadata, spec }) => {
          const own = slices.filter((slice) => slice.metadata?.namespace === metadata?.namespace);
          const named = own.filter(
            (slice) => slice.metadata?.labels?.['kubernetes.io/service-name'] === metadata?.name,
          );
          const addresses = named.flatMap(({ endpoints }) => (endpoints ?? []).flatMap((each) => each.addresses));
          return (spec?.ports ?? []).flatMap(({ port, targetPort }) =>
            addresses.map((address) => [`${address}:${port}`, Number(targetPort ?? port)] as const),
          );
        });
        mapped = new Map(doors);
        return serviceMap(services, slices);
      },
      route: (route) => (cluster, client, target) => {
        const port = mapped.get(`${target.address}:${target.port}`);
        return route(cluster, client, port === undefined ? target : { ...target, port });
      },
    };
  },
};
