import type { Fault } from './fault.ts';

export const variablesMissing: Fault = {
  what: 'containers are not told of Services that were there before them',
  mustFail: ['DNS-6'],
  wraps: () => ({
    serviceVariables: () => () => ({}),
  }),
};
