import type { Way } from '../routing/route.ts';
import type { Fault } from './fault.ts';

export const affinityToTheDead: Fault = {
  what: 'affinity holds a client to a backend that is no endpoint any more',
  mustFail: ['AFFINITY-4'],
  wraps: () => ({
    choose: (choose) => {
      const last = new Map<string, Way>();
      return (ways, door, client) => {
        if (!door || door.affinitySeconds === 0) return choose(ways, door, client);
        const key = [door.node, door.service, door.port.name, door.port.protocol, client].join(' ');
        const kept = last.get(key);
        if (kept && !ways.some(({ address, port }) => address === kept.address && port === kept.port)) return kept;
        const way = choose(ways, door, client);
        last.set(key, way);
        return way;
      };
    },
  }),
};
