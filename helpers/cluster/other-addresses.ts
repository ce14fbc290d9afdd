import type { Cluster } from './cluster.ts';

/** Which address is dialled from outside in place of which InternalIP; empty where those themselves are. */
export function otherAddresses({ nodes }: Pick<Cluster, 'nodes'>): ReadonlyMap<string, string> {
  return new Map(
    nodes.flatMap(({ internalIPs, externalIPs = [] }) =>
      internalIPs.flatMap((address, index) => {
        const other = externalIPs[index];
        return other === undefined ? [] : [[address, other] as const];
      }),
    ),
  );
}
