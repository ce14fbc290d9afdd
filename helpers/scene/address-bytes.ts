import { isIPv4, SocketAddress } from 'node:net';

/** The bytes of an IP address, in network order: four, or sixteen. */
export function addressBytes(address: string): number[] {
  if (isIPv4(address)) return address.split('.').map(Number);
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** The address so far from a network's own, where only its last byte counts up: 1 is the first after it. */
export function addressAt(cidr: string, offset: number): string {
  const network = addressBytes(cidr.split('/')[0] ?? '');
  return addressText(network.with(-1, (network.at(-1) ?? 0) + offset));
}

/** The IP address of four or sixteen bytes, IPv6 in its canonical form. */
export function addressText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => {
    const [high = 0, low = 0] = bytes.slice(2 * index);
    return ((high << 8) | low).toString(16);
  });
  return new SocketAddress({ address: groups.join(':'), family: 'ipv6' }).address;
}
