import type { Door } from './door.ts';
import { matchOf } from './lead.ts';
import type { Rules } from './nft-table.ts';

/** Takes doors for empty: what is sent there gets nowhere. */
export function refused(doors: readonly Door[]): Rules {
  const drop = doors.flatMap((door) => [
    `${matchOf({ at: 'ClusterIP', door })} drop`,
    ...(door.nodePort ? [`${matchOf({ at: 'nodePort', door })} drop`] : []),
  ]);
  return { arrives: drop, leaves: drop };
}
