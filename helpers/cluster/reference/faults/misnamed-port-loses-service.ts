import type { ApiObject } from '../api/api-object.ts';
import type { Fault } from './fault.ts';

export const misnamedPortLosesService: Fault = {
  what: 'a port whose name no pod declares takes the whole Service down',
  mustFail: ['PORTS-3'],
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) => {
      const wanted = service.spec?.ports?.length ?? 0;
      const isWhole = ({ ports }: ApiObject) => Array.isArray(ports) && ports.length === wanted;
      return slicesOf(service, pods, zoneOf).map((slice) => (isWhole(slice) ? slice : { ...slice, endpoints: [] }));
    },
  }),
};
