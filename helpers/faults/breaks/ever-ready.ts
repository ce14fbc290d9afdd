import { type Door, type DoorEndpoint, readyOnes } from './door.ts';

/** All that ever were ready behind a door, those that are gone among them, as long as it is there. */
export function everReady(): (door: Door) => readonly DoorEndpoint[] {
  const known = new Map<string, Map<string, DoorEndpoint>>();
  return (door) => {
    const key = `${door.service} ${door.clusterIP} ${door.nth}`;
    const own = known.get(key) ?? new Map<string, DoorEndpoint>();
    for (const each of readyOnes(door)) own.set(`${each.address}:${each.port}`, each);
    known.set(key, own);
    return [...own.values()];
  };
}
