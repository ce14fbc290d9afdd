import { type Door, readyOnes } from './door.ts';
import { HIDE_SOURCE, matchOf } from './lead.ts';
import type { Rules } from './nft-table.ts';

/** The choice of each client at each door follows from its address and the seed alone, so that it lasts as long as the seed. */
export function stuck(doors: readonly Door[], seed: number): Rules {
  const choose = doors.flatMap((door) => {
    const ready = readyOnes(door);
    const ways = door.nodePort ? (['ClusterIP', 'nodePort'] as const) : (['ClusterIP'] as const);
    return ways.flatMap((at) =>
      ready.map(({ address, port }, index) => {
        const chosen = `jhash ip saddr . ${door.protocol} dport mod ${ready.length} seed ${seed + 1} ${index}`;
        return `${matchOf({ at, door })} ${ready.length > 1 ? `${chosen} ` : ''}dnat to ${address}:${port}`;
      }),
    );
  });
  const hide = doors.flatMap((door) => (door.nodePort ? [`${matchOf({ at: 'nodePort', door })} ${HIDE_SOURCE}`] : []));
  return { arrives: hide, leaves: hide, chooses: choose, choosesLocal: choose };
}
