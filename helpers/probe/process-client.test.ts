import { expect, test } from '@jest/globals';
import { answer, tcpServer, udpServer } from './local-servers.ts';
import type { ProbeRequest } from './probe.ts';
import { processClient } from './process-client.ts';

const OURS = answer('<!-- service-conformance n1 web/a -->');
const client = processClient('n1');
const request = (port: number, timeoutMs = 2000): ProbeRequest => ({
  target: { kind: 'node IP', host: '127.0.0.1', port },
  token: 'run-1-2',
  timeoutMs,
});

test('sends the token, and closes the connection itself', async () => {
  let asked = '';
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  await using server = await tcpServer(
    (socket) => {
      socket.on('close', () => resolve());
      socket.once('data', (bytes) => {
        asked = bytes.toString();
        // A server that would keep the connection: only the client's own close ends it.
        socket.write(OURS.replace('Connection: close\r\n', ''));
      });
    },
    { eager: true },
  );
  const [result] = await client.probe([request(server.port)]);
  expect(result?.outcome).toBe('answered');
  expect(asked.toLowerCase()).toBe(
    `get /?probe=run-1-2 http/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\n\r\n`,
  );
  await closed;
});

test('a flow that is stopped closes its connection', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  await using server = await tcpServer((socket) => {
    socket.on('close', () => resolve());
    socket.write(OURS.replace('Connection: close\r\n', ''));
  });
  const flow = client.flow(() => request(server.port), 20);
  while (flow.results.length < 1) await new Promise((next) => setTimeout(next, 5));
  await flow.stop();
  await closed;
  expect(server.connections()).toBe(1);
});

test('an abort breaks what is under way and what is still to come', async () => {
  await using silent = await tcpServer(() => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('the run is over')), 100);
  const results = await client.probe([request(silent.port, 20_000), request(silent.port)], abort.signal);
  expect(results.map(({ outcome, detail }) => [outcome, detail])).toEqual([
    ['broken', 'aborted: the run is over'],
    ['broken', 'aborted: the run is over'],
  ]);
  expect(silent.connections()).toBe(1);
});

test.each([
  ['long after the limit', 'TCP', 700],
  ['for most of the time', 'TCP', 160],
  ['long after the limit', 'UDP', 700],
  ['for most of the time', 'UDP', 160],
] as const)('a process that was not let run %s can tell of nothing, %s', async (_, protocol, ms) => {
  await using silent = await (protocol === 'UDP' ? udpServer(() => {}) : tcpServer(() => {}));
  const asked = request(silent.port, 200);
  setTimeout(() => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  }, 50);
  const [result] = await client.probe([{ ...asked, target: { ...asked.target, protocol } }]);
  expect(result?.outcome).toBe('broken');
  expect(result?.detail).toMatch(/^this process was held up for \d+ ms: the machine is too busy$/);
});

test('a process that was away for moments alone can tell', async () => {
  await using silent = await tcpServer(() => {});
  const moments = setInterval(() => {
    const until = performance.now() + 80;
    while (performance.now() < until);
  }, 10);
  const [result] = await client.probe([request(silent.port, 600)]);
  clearInterval(moments);
  expect(result?.outcome).toBe('timeout');
});

test('a probe says in its own words how long it waited, and in ms', async () => {
  await using silent = await tcpServer(() => {});
  const [result] = await client.probe([request(silent.port, 300)]);
  expect(result).toMatchObject({
    outcome: 'timeout',
    detail: 'accepted the connection, then: no whole answer within 300 ms',
  });
  expect(result?.totalMs).toBeGreaterThanOrEqual(295);
  expect(result?.totalMs).toBeLessThan(2_000);
  expect(result?.connectMs).toBeLessThan(result?.totalMs ?? 0);
});

test('an answer that came while the process was held up is an answer', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const pending = client.probe([request(server.port, 100)]);
  setImmediate(() => {
    const until = performance.now() + 60;
    while (performance.now() < until);
  });
  expect((await pending).map(({ outcome }) => outcome)).toEqual(['answered']);
});

test('a name without an address led nowhere', async () => {
  const target = { kind: 'DNS name', host: 'no-such-name.invalid', port: 80 } as const;
  const [result] = await client.probe([{ target, token: 'a', timeoutMs: 2000 }]);
  // A machine without any resolver can't tell: that is EAI_AGAIN.
  expect(['unroutable', 'broken', 'timeout']).toContain(result?.outcome);
  expect(result?.local).toBeUndefined();
});

test('a stream opens a new connection each time', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const stream = client.stream(request(server.port), 10);
  while (stream.results.length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
  const results = await stream.stop();
  expect(new Set(results.map(({ local }) => local?.port)).size).toBe(results.length);
  expect(server.connections()).toBe(results.length);
});
