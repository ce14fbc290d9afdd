import type { V1EndpointSlice } from '@kubernetes/client-node';
import type { Fault } from './fault.ts';

function serviceOf({ metadata }: V1EndpointSlice): string {
  return `${metadata?.namespace}/${metadata?.labels?.['kubernetes.io/service-name']}`;
}

export const oneSliceOnly: Fault = {
  what: 'of several EndpointSlices of a Service only the first is used',
  mustFail: ['BACKENDS-9', 'BACKENDS-10', 'PORTS-2', 'SCALE-2'],
  wraps: () => ({
    serviceMap: (serviceMap) => (services, slices) => {
      const first = new Map(slices.toReversed().map((slice) => [serviceOf(slice), slice]));
      return serviceMap(
        services,
        slices.filter((slice) => first.get(serviceOf(slice)) === slice),
      );
    },
  }),
};
