import { BlockList, isIP } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { NodePortRange } from '../cluster/cluster.ts';
import type { FieldRule } from './matchers/to-have-fields.ts';

/** The field equals the value, by content. */
export function equal(expected: unknown): FieldRule {
  return { words: JSON.stringify(expected), holds: (value) => isDeepStrictEqual(value, expected) };
}

/** The field is not set, or set to an empty list. */
export const none: FieldRule = {
  words: 'none',
  holds: (value) => value === undefined || value === null || (Array.isArray(value) && value.length === 0),
};

/** The field is a number of the node port range, ends included. */
export function portOf({ from, to }: NodePortRange): FieldRule {
  return {
    words: `a port of ${from}-${to}`,
    holds: (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
  };
}

/** The field is an IP address within one of the CIDRs. */
export function addressOf(ranges: readonly string[]): FieldRule {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return {
    words: `an address of ${ranges.join(' or ')}`,
    holds: (value) =>
      typeof value === 'string' && isIP(value) !== 0 && list.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4'),
  };
}
