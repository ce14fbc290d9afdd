import { randomInt } from 'node:crypto';
import type { Kube } from '../kube/client.ts';

/**
 * The low band of a range of at least /24, which automatic allocation leaves to requests while the rest is free: its first
 * min(max(16, n/16), 256) addresses (KEP-3070); in a /24 these are 16.
 */
const LOW_BAND = { from: 1, to: 15 } as const;

/** An IPv4 address of the service range that no Service holds, and that none is given unless it asks for it. */
export async function freeClusterIP(kube: Kube, serviceRanges: readonly string[]): Promise<string> {
  const range = serviceRanges.find((cidr) => !cidr.includes(':'));
  const [network = ''] = range?.split('/') ?? [];
  if (!network) throw new Error(`the service ranges ${serviceRanges.join()} hold no IPv4 address`);
  const octets = network.split('.').slice(0, 3).join('.');
  const { items } = await kube.core.listServiceForAllNamespaces();
  const taken = new Set(items.flatMap(({ spec }) => spec?.clusterIPs ?? []));
  const free = Array.from({ length: LOW_BAND.to }, (_, index) => `${octets}.${LOW_BAND.from + index}`).filter(
    (address) => !taken.has(address),
  );
  const address = free[randomInt(Math.max(1, free.length))];
  if (address === undefined) throw new Error(`the first addresses of ${range} are all taken`);
  return address;
}
