import { randomInt } from 'node:crypto';
import type { Kube } from '../kube/client.ts';
import { addressBytes, addressText } from './address-bytes.ts';

/**
 * The low band of a range of at least /24, or /112 of IPv6, which automatic allocation leaves to requests while the rest is free: its
 * first min(max(16, n/16), 256) addresses (KEP-3070); in a /24 these are 16.
 */
const LOW_BAND = 15;

/** An address of the primary service range that no Service holds, and that none is given unless it asks for it. */
export async function freeClusterIP(kube: Kube, [range = '']: readonly string[]): Promise<string> {
  const [network = ''] = range.split('/');
  const own = addressBytes(network);
  const { items } = await kube.core.listServiceForAllNamespaces();
  const taken = new Set(items.flatMap(({ spec }) => spec?.clusterIPs ?? []));
  const band = Array.from({ length: LOW_BAND }, (_, index) => addressText(own.with(-1, (own.at(-1) ?? 0) + index + 1)));
  const free = band.filter((address) => !taken.has(address));
  const address = free[randomInt(Math.max(1, free.length))];
  if (address === undefined) throw new Error(`the first addresses of ${range} are all taken`);
  return address;
}
