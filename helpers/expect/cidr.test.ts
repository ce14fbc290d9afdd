import { expect, test } from '@jest/globals';
import { familyOf, isWithin } from './cidr.ts';

test.each([
  ['10.43.255.255', '10.43.0.0/16', true],
  ['10.44.0.0', '10.43.0.0/16', false],
  ['10.43.0.1', '10.43.0.1/32', true],
  ['fd00::ffff', 'fd00::/112', true],
  ['fd00::1:0', 'fd00::/112', false],
  ['10.43.0.1', 'fd00::/112', false],
  ['fd00::1', '10.43.0.0/16', false],
  ['None', '10.43.0.0/16', false],
  ['', '0.0.0.0/0', false],
])('%s in %s: %j', (address, cidr, within) => {
  expect(isWithin(address, cidr)).toBe(within);
});

test('what is no CIDR is a mistake of ours', () => {
  for (const cidr of ['', '10.43.0.0', '10.43.0.0/', 'x/8']) expect(() => isWithin('10.43.0.1', cidr)).toThrow();
});

test('families', () => {
  expect(['10.43.0.1', 'fd00::1'].map(familyOf)).toEqual(['ipv4', 'ipv6']);
});
