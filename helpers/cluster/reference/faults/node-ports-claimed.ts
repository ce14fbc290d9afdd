import { type Fault, NOWHERE } from './fault.ts';

export const nodePortsClaimed: Fault = {
  what: 'a controller of load balancers claims Services of type NodePort',
  mustFail: ['ARTICLE-3'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      const service = prepare(object, before);
      const status = { loadBalancer: { ingress: [{ ip: NOWHERE }] } };
      return service.spec.type === 'NodePort' ? { ...service, status } : service;
    },
  }),
};
