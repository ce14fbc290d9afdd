/**
 * The first numbers of each range, which automatic allocation leaves to requests while the others are free: KEP-3070 for
 * ClusterIPs, KEP-3668 for nodePorts; calculateRangeOffset in pkg/registry/core/service/{ipallocator,portallocator}.
 */
import { randomInt } from 'node:crypto';
import type { NodePortRange } from '../cluster/cluster.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import { ApiError } from '../kube/api-error.ts';
import { addressAt, addressBytes } from './address-bytes.ts';

/** ClusterIPs of the band nearer to the network's own are looked at by specs that want a free one, so no spec requests them. */
export const KEPT_FREE = 16;

const TRIES = 5;

/** How many nodePorts the band has; it begins with the range. */
export function nodePortBand({ from, to }: NodePortRange): number {
  const size = to - from + 1;
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}

/** How many addresses the band has; it begins with the one after the network's own. */
export function clusterIPBand(cidr: string): number {
  const size = 2 ** hostBits(cidr);
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256);
}

/** How far an address is from its network's own, as far as it matters: beyond 2^24 all are equally far. */
export function offsetIn(cidr: string, address: string): number {
  const base = addressBytes(cidr.split('/')[0] ?? '');
  const parts = addressBytes(address).map((byte, index) => byte - (base[index] ?? 0));
  return Math.min(
    parts.reduce((offset, part) => offset * 256 + part, 0),
    2 ** 24,
  );
}

/** Spec files run side by side: each that requests numbers takes them from a part of its own, in eighths of the band. */
const PARTS = { api: [0, 3], 'api-change': [3, 6], nodeport: [6, 7], ports: [7, 8] } as const;
export type Part = keyof typeof PARTS;

/** Gives each nodePort of the band's part once, in random order, so that specs which run side by side never ask for the same. */
export function lowNodePorts(range: NodePortRange, part: Part): () => number {
  const take = drawn(nodePortBand(range), part, 'nodePort');
  return () => range.from + take();
}

/** Gives each address of a part of the primary range's band once, in random order, but for those that are kept free. */
export function lowClusterIPs([range = '']: readonly string[], part: Part): () => string {
  const take = drawn(Math.min(clusterIPBand(range), 2 ** hostBits(range) - 2, 0xff) - KEPT_FREE, part, 'ClusterIP');
  return () => addressAt(range, KEPT_FREE + take());
}

/** Makes what requests a free number, again where somebody else was faster. `make` asks for another one each time. */
export async function takeFree<T>(make: () => Promise<T>): Promise<T> {
  let taken: unknown;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.words.includes('already allocated')) throw error;
      taken = error;
    }
  }
  throw new Inconclusive(`${TRIES} requested numbers were all taken: free some of the low band`, { cause: taken });
}

function hostBits(cidr: string): number {
  const [network = '', prefix = ''] = cidr.split('/');
  return (network.includes(':') ? 128 : 32) - Number(prefix);
}

function drawn(size: number, part: Part, what: string): () => number {
  const all = Array.from({ length: Math.max(0, size) }, (_, index) => index);
  const [from, to] = PARTS[part].map((eighth) => Math.floor((all.length * eighth) / 8));
  const left = all.slice(from, to);
  return () => {
    const [next] = left.length > 0 ? left.splice(randomInt(left.length), 1) : [];
    if (next === undefined) throw new Inconclusive(`the low band has no further ${what}: widen the cluster's range`);
    return next;
  };
}
