import type { Fault } from './fault.ts';

export const singleStackInSilence: Fault = {
  what: 'RequireDualStack is taken for SingleStack where there is one family',
  mustFail: ['DUALSTACK-1'],
  wraps: () => ({
    prepareService: (prepare) => (object, before) => {
      const { ipFamilyPolicy, ...spec } = object.spec ?? {};
      const asked =
        ipFamilyPolicy === 'RequireDualStack' ? spec : { ...spec, ...(ipFamilyPolicy && { ipFamilyPolicy }) };
      return prepare({ ...object, spec: asked }, before);
    },
  }),
};
