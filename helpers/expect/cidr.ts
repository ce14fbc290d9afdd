import { BlockList, isIP } from 'node:net';

/** As BlockList calls it. */
export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Whether an address lies in a CIDR; what is no IP address lies in none. @throws where it is no CIDR: without a prefix it would hold everything. */
export function isWithin(address: string, cidr: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, prefix === '' ? Number.NaN : Number(prefix), familyOf(network));
  return isIP(address) !== 0 && list.check(address, familyOf(address));
}
