import { expect, test } from '@jest/globals';
import { NODE_3_FAILS, NODES, proxy } from '../sample-facts.ts';
import { says } from '../says.ts';
import { proxyBehind } from './proxy-behind.ts';

const withThird = (stated: Parameters<typeof proxy>[1]) => ({
  ...NODE_3_FAILS,
  proxies: NODES.map((node) => proxy(node, node === 'node-3' ? stated : {})),
});

test('one that is not healthy says since when', () => {
  const unhealthy = { healthz: 503, lastUpdated: '2026-11-28T09:58:00.000Z', currentTime: '2026-11-28T10:00:39.000Z' };
  expect(says(proxyBehind, withThird(unhealthy))).toEqual([
    'seen: kube-proxy on node node-3 says that it is not healthy (/healthz 503) and has not synced since 2026-11-28T09:58:00.000Z, 159 s before it was asked',
  ]);
});

test('one that does not answer where others do is named', () => {
  const words = 'curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received';
  const silent = { healthz: null, words, lastUpdated: null, currentTime: null, lastSync: null, lastQueued: null };
  expect(says(proxyBehind, withThird(silent))).toEqual([
    `seen: kube-proxy on node node-3 does not answer at its health port (${words}), while others do`,
  ]);
  const all = NODES.map((node) => proxy(node, silent));
  expect(says(proxyBehind, { ...NODE_3_FAILS, proxies: all })).toEqual([]);
});

test('its own metrics say that something has waited', () => {
  expect(
    says(proxyBehind, withThird({ lastSync: '2026-11-28T10:00:05.500Z', lastQueued: '2026-11-28T10:00:06.000Z' })),
  ).toEqual([
    'seen: kube-proxy on node node-3 has not synced since 2026-11-28T10:00:05.500Z, though it has had something to write since 2026-11-28T10:00:06.000Z at the latest',
  ]);
});

test('what is under way, a node that works, and one that has all written say nothing', () => {
  expect(
    says(proxyBehind, withThird({ lastSync: '2026-11-28T10:00:38.000Z', lastQueued: '2026-11-28T10:00:39.000Z' })),
  ).toEqual([]);
  expect(says(proxyBehind, withThird({}))).toEqual([]);
  expect(says(proxyBehind, { proxies: NODES.map((node) => proxy(node, { healthz: 503 })) })).toEqual([]);
});
