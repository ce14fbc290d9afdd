import type { Socket } from 'node:net';
import { setImmediate as immediately } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { keptOpen, tcpServer, udpServer } from './local-servers.ts';
import { ProcessFlow } from './process-flow.ts';

const NONCE = 'n0nce';
const KEPT_OPEN = keptOpen(`<!-- service-conformance ${NONCE} web/pod-1 -->`);

/** Keeps this process from everything else for so many ms. */
function holdUp(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test.each([
  ['had no time to open', 1_000],
  ['was away from until just after the limit', 320],
])('a connection that this process %s is opened by the next request', async (_, ms) => {
  // Two requests may come as one.
  const answers = (bytes: Buffer) => KEPT_OPEN.repeat(String(bytes).split('\r\n\r\n').length - 1);
  const talk = (socket: Socket) => socket.on('data', (bytes) => void socket.write(answers(bytes)));
  await using server = await tcpServer(talk, { eager: true });
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port } as const;
  const flow = new ProcessFlow(NONCE);
  const request = { target, token: 't', timeoutMs: 300 };
  // From here on timers that are due come before what the network has.
  await immediately();
  const asked = flow.ask(request);
  holdUp(ms);
  const first = await asked;
  expect(first).toMatchObject({ over: false, result: { outcome: 'broken' } });
  expect(first.result.detail).toMatch(/^this process was held up for \d+ ms/);
  expect(await flow.ask({ ...request, timeoutMs: 3_000 })).toMatchObject({
    over: false,
    result: { outcome: 'answered' },
  });
  await flow.close();
});

test('a request that this process was away for is broken, and its connection is kept', async () => {
  let asked = 0;
  await using server = await tcpServer((socket) => {
    socket.write(KEPT_OPEN);
    socket.on('data', () => {
      asked += 1;
      // A late answer comes before the one that was asked for after it.
      if (asked > 1) socket.write(KEPT_OPEN + KEPT_OPEN);
    });
  });
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port } as const;
  const flow = new ProcessFlow(NONCE);
  const first = await flow.ask({ target, token: 'a', timeoutMs: 3_000 });
  const pending = flow.ask({ target, token: 'b', timeoutMs: 300 });
  setTimeout(() => holdUp(700), 20);
  const { result, over } = await pending;
  expect([result.outcome, over]).toEqual(['broken', false]);
  expect(result.local).toEqual(first.result.local);
  const last = await flow.ask({ target, token: 'c', timeoutMs: 3_000 });
  expect(last.result).toMatchObject({ outcome: 'answered', local: first.result.local });
  expect(server.connections()).toBe(1);
  await flow.close();
});

test('its own end is known over UDP too', async () => {
  await using server = await udpServer(() => {});
  const flow = new ProcessFlow(NONCE);
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port, protocol: 'UDP' } as const;
  const { result } = await flow.ask({ target, token: 'a', timeoutMs: 1_000 });
  expect(result).toMatchObject({ outcome: 'timeout', local: { address: '127.0.0.1', port: expect.any(Number) } });
  await flow.close();
});

test('a UDP socket that can not be opened at all is of no use any more', async () => {
  const flow = new ProcessFlow(NONCE);
  // connect(2) refuses a broadcast address to whoever has not asked for it (EACCES).
  const target = { kind: 'pod IP', host: '255.255.255.255', port: 9, protocol: 'UDP' } as const;
  const { result, over } = await flow.ask({ target, token: 'a', timeoutMs: 1_000 });
  expect([result.outcome, over]).toEqual(['unroutable', true]);
  await flow.close();
});
