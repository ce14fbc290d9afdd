import { createSocket } from 'node:dgram';
import { getEventListeners, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { closedPort, udpServer } from './local-servers.ts';
import type { ProbeRequest } from './probe.ts';
import { udpProbe } from './udp-probe.ts';

const REPLY = '<!-- service-conformance n1 web/a -->';
const request = (port: number, timeoutMs = 1_000, host = '127.0.0.1'): ProbeRequest => ({
  target: { kind: 'pod IP', host, port, protocol: 'UDP' },
  token: 'run-1-2',
  timeoutMs,
});

test('one datagram with the token, from a socket of its own that is closed once it is answered', async () => {
  let asked = '';
  await using server = await udpServer((bytes, reply) => {
    asked = String(bytes);
    reply(REPLY);
  });
  const before = Date.now();
  const { local, ...result } = await udpProbe(request(server.port), 'n1');
  expect(result).toEqual({
    ...{ request: request(server.port), outcome: 'answered', detail: '', backend: 'web/a' },
    ...{ sentAt: expect.any(Number), totalMs: expect.any(Number) },
  });
  expect(asked).toBe('/?probe=run-1-2');
  expect(result.sentAt).toBeGreaterThanOrEqual(before);
  expect(result.sentAt).toBeLessThanOrEqual(Date.now());
  expect(result.totalMs).toBeGreaterThan(0);
  expect(result.totalMs).toBeLessThan(900);
  expect(local?.address).toBe('127.0.0.1');
  await using other = createSocket('udp4').bind({ port: local?.port ?? 0, exclusive: true });
  await once(other, 'listening');
});

test('after a second of silence it asks once more', async () => {
  let came = 0;
  await using server = await udpServer((_bytes, reply) => {
    came += 1;
    if (came === 2) reply(REPLY);
  });
  const { outcome, totalMs } = await udpProbe(request(server.port, 5_000), 'n1');
  expect([outcome, came, server.connections()]).toEqual(['answered', 2, 1]);
  expect(totalMs).toBeGreaterThan(950);
  expect(totalMs).toBeLessThan(1_900);
});

test('nobody waits longer than a probe’s own time', async () => {
  await using silent = await udpServer(() => {});
  const { outcome, detail, totalMs } = await udpProbe(request(silent.port, 300), 'n1');
  expect([outcome, detail]).toEqual(['timeout', 'no reply within 300 ms']);
  expect(totalMs).toBeGreaterThan(275);
  expect(totalMs).toBeLessThan(800);
});

test('a refusal is told at once', async () => {
  await using closed = await closedPort();
  const { outcome, totalMs } = await udpProbe(request(closed.port), 'n1');
  expect(outcome).toBe('refused');
  expect(totalMs).toBeLessThan(500);
});

test('what can not be sent has no socket', async () => {
  const { local, outcome, detail } = await udpProbe(request(1, 300, 'a"b'), 'n1');
  expect([local, outcome, detail]).toEqual([undefined, 'broken', '"a"b" is neither an IP address nor a DNS name']);
});

test('an abort ends it at once, and one that is over already lets nothing be sent', async () => {
  await using silent = await udpServer(() => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('the run is over')), 50);
  const started = performance.now();
  const { outcome, detail } = await udpProbe(request(silent.port, 20_000), 'n1', abort.signal);
  expect([outcome, detail]).toEqual(['broken', 'aborted: the run is over']);
  expect(performance.now() - started).toBeLessThan(700);
  expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  expect(silent.connections()).toBe(1);
  expect(await udpProbe(request(silent.port), 'n1', abort.signal)).toMatchObject({ outcome, detail });
  expect(silent.connections()).toBe(1);
});

test('an abort before there is a socket is one', async () => {
  await using silent = await udpServer(() => {});
  const abort = new AbortController();
  const asked = udpProbe(request(silent.port, 20_000), 'n1', abort.signal);
  abort.abort(new Error('the run is over'));
  expect(await asked).toMatchObject({ outcome: 'broken', detail: 'aborted: the run is over' });
});

test('whoever may abort it is not kept by it', async () => {
  await using server = await udpServer((_bytes, reply) => reply(REPLY));
  const { signal } = new AbortController();
  expect((await udpProbe(request(server.port), 'n1', signal)).outcome).toBe('answered');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
