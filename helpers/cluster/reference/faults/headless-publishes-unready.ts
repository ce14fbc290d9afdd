import type { Fault } from './fault.ts';

export const headlessPublishesUnready: Fault = {
  what: 'the name of a headless Service leads to pods that are not ready',
  mustFail: ['DNS-2'],
  wraps: () => ({
    slicesOf: (slicesOf) => (service, pods, zoneOf) => {
      const spec = { ...service.spec, publishNotReadyAddresses: true };
      return slicesOf(service.spec?.clusterIP === 'None' ? { ...service, spec } : service, pods, zoneOf);
    },
  }),
};
