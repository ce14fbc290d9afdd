import { expect, test } from '@jest/globals';
import { nodeAddress, randomUla } from './subnets.ts';

test.each([
  ['172.18.0.0/16', 0, '172.18.0.2'],
  ['192.168.255.240/28', 2, '192.168.255.244'],
  ['10.0.0.0/8', 300, '10.0.1.46'],
  ['fd12:3456:789a::/64', 0, 'fd12:3456:789a::2'],
  ['fd12:3456:789a::/64', 49, 'fd12:3456:789a::33'],
])('in %s the node of index %i is %s', (cidr, index, address) => {
  expect(nodeAddress(cidr, index)).toBe(address);
});

test('a ULA is fd and 40 random bits', () => {
  expect(randomUla(Buffer.from('0102a0b0ff', 'hex'))).toBe('fd01:02a0:b0ff::/64');
  expect(randomUla()).toMatch(/^fd[0-9a-f]{2}(:[0-9a-f]{4}){2}::\/64$/);
  expect(randomUla()).not.toBe(randomUla());
});
