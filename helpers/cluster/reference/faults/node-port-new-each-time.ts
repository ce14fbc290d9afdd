import type { Fault } from './fault.ts';

export const nodePortNewEachTime: Fault = {
  what: 'a nodePort that a manifest leaves out is given anew whenever it is put or applied',
  mustFail: ['API-5'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      if (!before || object.spec?.type !== 'NodePort') return prepare(object, before);
      const forgotten = (before.spec.ports ?? []).map(({ nodePort: _, ...port }) => port);
      return prepare(object, { ...before, spec: { ...before.spec, ports: forgotten } });
    },
  }),
};
