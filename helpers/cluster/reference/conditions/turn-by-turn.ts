import type { Condition } from '../faults/fault.ts';

export const turnByTurn: Condition = {
  what: 'backends are chosen turn by turn, not at random',
  wraps: () => ({
    choose: (choose) => {
      const turns = new Map<string, number>();
      return (ways, door, client) => {
        if (!door || door.affinitySeconds > 0) return choose(ways, door, client);
        const key = [door.node, door.service, door.port.name, door.port.protocol].join(' ');
        const turn = turns.get(key) ?? 0;
        turns.set(key, turn + 1);
        return ways[turn % ways.length] ?? choose(ways, door, client);
      };
    },
  }),
};
