import type { Condition } from '../faults/fault.ts';

export const sliceForEachEndpoint: Condition = {
  what: 'every endpoint is in an EndpointSlice of its own, as another controller may write them',
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) =>
      slicesOf(service, pods, zoneOf).flatMap((slice) => {
        const endpoints = slice.endpoints as { readonly addresses: readonly string[] }[];
        if (endpoints.length < 2) return [slice];
        return endpoints.map((endpoint) => ({
          ...slice,
          metadata: { ...slice.metadata, name: `${slice.metadata.name}-${endpoint.addresses[0]}` },
          endpoints: [endpoint],
        }));
      }),
  }),
};
