import type { Way } from '../routing/route.ts';
import type { Fault } from './fault.ts';

export const affinityFromFirstConnection: Fault = {
  what: 'affinity ends timeoutSeconds after the first connection, however often the client connects',
  mustFail: ['AFFINITY-3'],
  wraps: () => ({
    choose: (choose) => {
      const first = new Map<string, { readonly way: Way; readonly at: number }>();
      return (ways, door, client) => {
        if (!door || door.affinitySeconds === 0) return choose(ways, door, client);
        const key = [door.node, door.service, door.port.name, door.port.protocol, client].join(' ');
        const last = first.get(key);
        const isOver = !last || performance.now() - last.at > door.affinitySeconds * 1_000;
        const kept = isOver
          ? undefined
          : ways.find(({ address, port }) => address === last.way.address && port === last.way.port);
        if (kept) return kept;
        const way = choose(ways, { ...door, affinitySeconds: 0 }, client);
        first.set(key, { way, at: performance.now() });
        return way;
      };
    },
  }),
};
