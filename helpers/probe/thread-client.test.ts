/** The client that is this process, by a thread: as the process's own, but that nothing else that the process does holds it up. */
import { getEventListeners, once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { keptOpen, tcpServer, udpServer } from './local-servers.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { threadClient } from './thread-client.ts';

const REPLY = '<!-- service-conformance n1 web/a -->';
const request = (port: number, timeoutMs = 1_000): ProbeRequest => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port },
  token: 'a',
  timeoutMs,
});
const udp = (port: number, timeoutMs = 1_000): ProbeRequest => ({
  ...request(port, timeoutMs),
  target: { ...request(port).target, protocol: 'UDP' },
});
const short = (results: readonly ProbeResult[]) => results.map(({ outcome, detail }) => [outcome, detail]);
const answering = () =>
  tcpServer((socket) => socket.on('data', () => void socket.write(keptOpen(REPLY))), { eager: true });

/** A server in a thread of its own, as what is probed is never this process. */
async function elsewhere() {
  const program = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:http').createServer((_, response) => response.end('${REPLY}'));
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const worker = new Worker(program, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  return { port, [Symbol.asyncDispose]: async () => void (await worker.terminate()) };
}

/** What nobody can ask ends the thread, once it is to stop. */
const endThread = () =>
  threadClient('n1')
    .stream({ ...request(1), target: undefined as never }, 50)
    .stop();

test('probes: each its own connection, and none where nothing is asked', async () => {
  await using server = await answering();
  await using client = threadClient('n1');
  expect(await client.probe([])).toEqual([]);
  const results = await client.probe([request(server.port), request(1), request(server.port)]);
  expect(results.map(({ outcome, backend }) => [outcome, backend])).toEqual([
    ['answered', 'web/a'],
    ['refused', undefined],
    ['answered', 'web/a'],
  ]);
  expect(server.connections()).toBe(2);
});

test('whoever may abort a probe is not kept by it', async () => {
  await using server = await answering();
  await using client = threadClient('n1');
  const { signal } = new AbortController();
  expect(short(await client.probe([request(server.port)], signal))).toEqual([['answered', '']]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a flow is one connection, closed once it is stopped', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const talk = (socket: Socket) => {
    socket.on('data', () => void socket.write(keptOpen(REPLY)));
    socket.on('close', () => resolve());
  };
  await using server = await tcpServer(talk, { eager: true });
  await using client = threadClient('n1');
  const flow = client.flow(() => request(server.port), 20);
  while (flow.results.length < 3) await sleep(5);
  const results = await flow.stop();
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
  await closed;
  expect(server.connections()).toBe(1);
});

test('an abort breaks what is under way, and what is not begun', async () => {
  await using silent = await udpServer(() => {});
  await using client = threadClient('n1');
  const broken = ['broken', 'aborted: enough'];
  const over = new AbortController();
  const asked = client.probe([udp(silent.port, 20_000), udp(silent.port, 20_000)], over.signal);
  await sleep(200);
  over.abort(new Error('enough'));
  expect(short(await asked)).toEqual([broken, broken]);
  expect(short(await client.probe([udp(silent.port)], over.signal))).toEqual([broken]);
});

test('a stream keeps its pace while this process is busy', async () => {
  await using server = await elsewhere();
  await using client = threadClient('n1');
  const stream = client.stream(request(server.port), 50);
  while (stream.results.length < 2) await sleep(10);
  const busyUntil = performance.now() + 1_500;
  while (performance.now() < busyUntil) JSON.stringify(process.memoryUsage());
  const results = await stream.stop();
  const at = results.map(({ sentAt }) => sentAt);
  const pauses = at.slice(1).map((each, nth) => each - (at[nth] ?? 0));
  expect(results.length).toBeGreaterThan(15);
  expect(Math.max(...pauses)).toBeLessThan(700);
  expect(results.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  expect(await stream.stop()).toBe(results);
});

test('what a thread was asked that ends is broken, and the next is asked of another', async () => {
  await using server = await answering();
  await using echo = await udpServer((_bytes, reply) => reply(REPLY));
  await using silent = await udpServer(() => {});
  await using client = threadClient('n1');
  const stream = client.stream(request(server.port), 50);
  const flow = client.flow(() => udp(echo.port), 200);
  const waiting = client.flow(() => udp(silent.port, 20_000), 200);
  const asked = client.probe([udp(silent.port, 20_000)]);
  while (flow.results.length < 2) await sleep(10);
  await sleep(100); // between two that it asks
  await endThread();
  const broken = ['broken', expect.stringMatching(/^the thread that probes leave from/)];
  expect(short(await asked)).toEqual([broken]);
  await sleep(300);
  const streamed = await stream.stop();
  for (const results of [short(streamed), short(await flow.stop())]) {
    expect(results[0]).toEqual(['answered', '']);
    expect(results.at(-1)).toEqual(broken);
  }
  expect(short(await waiting.stop())[0]).toEqual(broken);
  expect(streamed.at(-1)?.request.token).toBe(`a-${streamed.length}`);
  expect(short(await client.probe([request(server.port)]))).toEqual([['answered', '']]);
});
