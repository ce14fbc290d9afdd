import { expect, test } from '@jest/globals';
import { scriptedClient } from '../expect/scripted-client.ts';
import type { ProbeResult, Target } from '../probe/probe.ts';
import { choicesOf, longestPauseMs, manyPorts, moved } from './affinity-choices.ts';

const TARGETS = [8123, 8124].map((port) => ({ kind: 'ClusterIP', host: '10.43.0.9', port }) satisfies Target);
const SIGNAL = new AbortController().signal;

function round(at: number, ...backends: (string | undefined)[]): ProbeResult[] {
  return TARGETS.map((target, index) => ({
    ...{ request: { target, token: '', timeoutMs: 1 }, totalMs: 1, detail: '', sentAt: at + index },
    ...(backends[index] === undefined ? { outcome: 'refused' } : { outcome: 'answered', backend: backends[index] }),
  }));
}

test('one connection to each target, in their order', async () => {
  const client = scriptedClient(({ target }) => ({ backend: `shop/${target.port}` }));
  const results = await choicesOf(client, TARGETS, 'nonce', SIGNAL);
  expect(results.map(({ backend }) => backend)).toEqual(['shop/8123', 'shop/8124']);
});

test('a probe that could not be made is no choice', async () => {
  const client = scriptedClient(() => ({ outcome: 'broken', detail: 'the exec broke' }));
  await expect(choicesOf(client, TARGETS, 'nonce', SIGNAL)).rejects.toThrow(
    'pod suite/client: a probe could not be made: the exec broke',
  );
});

test('what moved is named by its port, with the time between', () => {
  expect(moved(round(0, 'shop/a', 'shop/b'), round(1_500, 'shop/a', 'shop/c'))).toEqual([
    'port 8124: shop/b, 1500 ms later shop/c',
  ]);
});

test('what is no longer answered has moved', () => {
  expect(moved(round(0, 'shop/a', 'shop/b'), round(1_500, undefined, 'shop/b'))).toEqual([
    'port 8123: shop/a, 1500 ms later refused',
  ]);
});

test('the longest pause is that of one port', () => {
  expect(longestPauseMs([round(0), round(1_500), round(4_000)])).toBe(2_500);
});

test('the ports of a Service have numbers and names of their own, and one targetPort', () => {
  expect(manyPorts(2)).toEqual([
    { name: 'p0', port: 8123, targetPort: 8080 },
    { name: 'p1', port: 8124, targetPort: 8080 },
  ]);
});
