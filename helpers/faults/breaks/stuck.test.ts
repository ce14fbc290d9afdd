import { expect, test } from '@jest/globals';
import type { Door } from './door.ts';
import { stuck } from './stuck.ts';

const ready = ['10.42.0.1', '10.42.0.2'].map((address) => ({ address, port: 8080, ready: true }));
const door = {
  clusterIP: '10.43.0.5',
  port: 80,
  protocol: 'tcp',
  nodePort: undefined,
  endpoints: ready,
} as unknown as Door;

test('the choice follows from the client, the port and the seed', () => {
  expect(stuck([door], 6).chooses).toEqual([
    'ip daddr 10.43.0.5 tcp dport 80 jhash ip saddr . tcp dport mod 2 seed 7 0 dnat to 10.42.0.1:8080',
    'ip daddr 10.43.0.5 tcp dport 80 jhash ip saddr . tcp dport mod 2 seed 7 1 dnat to 10.42.0.2:8080',
  ]);
});

test('a single backend needs no choice', () => {
  expect(stuck([{ ...door, endpoints: door.endpoints.slice(1) }], 0).chooses).toEqual([
    'ip daddr 10.43.0.5 tcp dport 80 dnat to 10.42.0.2:8080',
  ]);
});
