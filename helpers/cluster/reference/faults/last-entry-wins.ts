import type { V1Endpoint, V1EndpointSlice } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

function keysOf({ metadata, ports }: V1EndpointSlice, { addresses }: V1Endpoint): string[] {
  const service = `${metadata?.namespace}/${metadata?.labels?.['kubernetes.io/service-name']}`;
  return addresses.flatMap((address) =>
    (ports ?? []).map(({ name, port }) => [service, name, port, address].join(' ')),
  );
}

export const lastEntryWins: Fault = {
  what: 'of two entries of one address the later one wins, whether it is ready or not: as before 1.36',
  mustFail: ['BACKENDS-10'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) => {
      const last = new Map(
        slices.flatMap((slice) =>
          (slice.endpoints ?? []).flatMap((each) => keysOf(slice, each).map((key) => [key, each] as const)),
        ),
      );
      const isLast = (slice: V1EndpointSlice) => (each: V1Endpoint) =>
        keysOf(slice, each).every((key) => last.get(key) === each);
      return serviceMap(
        services,
        slices.map((slice) => ({ ...slice, endpoints: (slice.endpoints ?? []).filter(isLast(slice)) })),
      );
    },
  }),
};
