/** Addresses of the nodes' own network. */
import { randomBytes } from 'node:crypto';

/** CIDRs. */
export interface Subnets {
  readonly ipv4: string;
  /** Ends in `::/64`. */
  readonly ipv6?: string;
}

/** The first address of a subnet is the network's, the second its gateway's. */
const FIRST_NODE = 2;

/** The address of the node of that index, the server's being 0. */
export function nodeAddress(cidr: string, index: number): string {
  const [network = ''] = cidr.split('/');
  const host = FIRST_NODE + index;
  if (network.includes(':')) return `${network}${host.toString(16)}`;
  const number = network.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) + host;
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.');
}

/** A /64 that nobody else is likely to have (RFC 4193: fd, 40 random bits, a subnet). */
export function randomUla(random: Buffer = randomBytes(5)): string {
  const hex = `fd${random.toString('hex')}`;
  return `${hex.slice(0, 4)}:${hex.slice(4, 8)}:${hex.slice(8, 12)}::/64`;
}
