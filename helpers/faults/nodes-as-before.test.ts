import { expect, test } from '@jest/globals';
import { type Before, changes } from './nodes-as-before.ts';

const node = { name: 'n1', internalIPs: ['172.20.0.2'] };
const look = (routes: string[], rest: string[]): Before => ({
  state: { node, groups: new Map([['routes', routes]]) },
  rest,
});

test('rules and whatever else a fault lays hands on are compared', () => {
  const before = look(['default'], ['icmp_ratelimit = 1000', '/usr/sbin/nft']);
  expect(changes(before, before)).toEqual([]);
  expect(changes(before, look(['default', 'more'], ['icmp_ratelimit = 2000', '/usr/sbin/nft']))).toEqual([
    'node n1: routes has more: "more"',
    'node n1: lacks "icmp_ratelimit = 1000"',
    'node n1: has more: "icmp_ratelimit = 2000"',
  ]);
});
