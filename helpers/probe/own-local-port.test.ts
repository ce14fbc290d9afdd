import { expect, test } from '@jest/globals';
import { isTaken, ownLocalPort } from './own-local-port.ts';

test('each probe to a target has a port of its own, four after the last one, and over either protocol', () => {
  const target = { host: '198.18.0.1', port: 80 };
  const first = ownLocalPort('TCP', target);
  expect(first).toBeGreaterThanOrEqual(12_000);
  expect(first).toBeLessThanOrEqual(28_999);
  const datagram = ownLocalPort('UDP', target);
  // The lowest comes after the highest.
  expect([first + 4, 12_000]).toContain(ownLocalPort('TCP', target));
  expect([datagram + 4, 12_000]).toContain(ownLocalPort('UDP', target));
});

test('a port that another socket has is told from every other error', () => {
  for (const code of ['EADDRINUSE', 'EADDRNOTAVAIL']) expect(isTaken(Object.assign(new Error(), { code }))).toBe(true);
  for (const error of [new Error('x'), null, undefined, Object.assign(new Error(), { code: 'ECONNREFUSED' })]) {
    expect(isTaken(error)).toBe(false);
  }
});
