import type { Fault } from './fault.ts';

export const addressGivenTwice: Fault = {
  what: 'two Services that are made in the same millisecond get one ClusterIP: two API servers with an allocation map each',
  mustFail: ['API-1', 'BACKENDS-10'],
  wraps: () => ({
    prepareService: (prepare) => {
      let last: { readonly address: string; readonly at: number } | undefined;
      return (object, before) => {
        const service = prepare(object, before);
        const { clusterIP: address = 'None', selector } = service.spec;
        const isFree = !before && !object.spec?.clusterIP && address !== 'None';
        // Where both lead to the same pods nobody would be hurt.
        if (!isFree || selector || service.spec.type !== 'ClusterIP') return service;
        const twice = last && last.at === performance.now() ? last.address : undefined;
        last = twice ? undefined : { address, at: performance.now() };
        return twice ? { ...service, spec: { ...service.spec, clusterIP: twice, clusterIPs: [twice] } } : service;
      };
    },
  }),
};
