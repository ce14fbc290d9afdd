import type { Fault } from './fault.ts';

export const addressGivenTwice: Fault = {
  what: 'two Services get one ClusterIP: the allocation map is damaged',
  mustFail: ['API-1'],
  wraps: () => ({
    prepareService: (prepare) => {
      let given: string | undefined;
      let count = 0;
      return (object, before) => {
        const service = prepare(object, before);
        const { clusterIP } = service.spec;
        if (before || object.spec?.clusterIP || !clusterIP) return service;
        count += 1;
        const twice = count % 10 === 0 ? given : undefined;
        given = clusterIP;
        return twice ? { ...service, spec: { ...service.spec, clusterIP: twice, clusterIPs: [twice] } } : service;
      };
    },
  }),
};
