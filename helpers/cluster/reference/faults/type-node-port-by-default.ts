import type { Fault } from './fault.ts';

export const typeNodePortByDefault: Fault = {
  what: 'a Service that names no type becomes a NodePort',
  mustFail: ['API-6', 'ARTICLE-2', 'ARTICLE-10', 'ARTICLE-12'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      const { clusterIP } = object.spec ?? {};
      const type = object.spec?.type ?? (clusterIP === 'None' ? 'ClusterIP' : 'NodePort');
      return prepare({ ...object, spec: { ...object.spec, type } }, before);
    },
  }),
};
