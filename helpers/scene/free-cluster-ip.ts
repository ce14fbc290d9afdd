import { randomInt } from 'node:crypto';
import type { Kube } from '../kube/client.ts';
import { addressAt } from './address-bytes.ts';
import { KEPT_FREE } from './low-band.ts';

/** An address of the primary service range, at least a /24 or a /112 of IPv6, that no Service holds, and that none is given unless it asks for it. */
export async function freeClusterIP(kube: Kube, [range = '']: readonly string[]): Promise<string> {
  const { items } = await kube.core.listServiceForAllNamespaces();
  const taken = new Set(items.flatMap(({ spec }) => spec?.clusterIPs ?? []));
  const kept = Array.from({ length: KEPT_FREE - 1 }, (_, index) => addressAt(range, index + 1));
  const free = kept.filter((address) => !taken.has(address));
  const address = free[randomInt(Math.max(1, free.length))];
  if (address === undefined) throw new Error(`the first addresses of ${range} are all taken`);
  return address;
}
