/** Which client asks which target. `few` grows with the number of nodes, `all` with its square. */
export const PAIRS = ['few', 'all'] as const;
export type Pairs = (typeof PAIRS)[number];

export interface ClientAndTarget<C, T> {
  readonly client: C;
  readonly target: T;
}

/**
 * `few`: each client asks the targets at its own place and at the next, so that every client asks, every target is asked, from
 * its own place and from another. Clients and targets are in the order of their nodes.
 */
export function pairsOf<C, T>(clients: readonly C[], targets: readonly T[], pairs: Pairs): ClientAndTarget<C, T>[] {
  if (pairs === 'all') return clients.flatMap((client) => targets.map((target) => ({ client, target })));
  const rounds = Math.max(clients.length, targets.length);
  const places = Array.from({ length: rounds }, (_, index) =>
    [index, index + 1].map((place) => [index, place] as const),
  );
  const seen = new Set<string>();
  return places.flat().flatMap(([from, to]) => {
    const [client, target] = [clients[from % clients.length], targets[to % targets.length]];
    const key = `${from % clients.length} ${to % targets.length}`;
    if (client === undefined || target === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ client, target }];
  });
}
