import type { Fault } from './fault.ts';

export const affinityPerConnection: Fault = {
  what: 'affinity is forgotten by UDP: it is kept for connections alone',
  mustFail: ['AFFINITY-5'],
  wraps: () => ({
    choose: (choose) => (ways, door, client) =>
      choose(ways, door?.port.protocol === 'UDP' ? { ...door, affinitySeconds: 0 } : door, client),
  }),
};
