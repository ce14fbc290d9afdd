import type { Fault } from './fault.ts';

export const unreadyNotPublished: Fault = {
  what: 'publishNotReadyAddresses is read by nobody',
  mustFail: ['BACKENDS-7', 'DNS-2'],
  wraps: () => ({
    slicesOf:
      (slicesOf) =>
      ({ spec, ...service }, pods, zoneOf) =>
        slicesOf({ ...service, spec: { ...spec, publishNotReadyAddresses: false } }, pods, zoneOf),
  }),
};
