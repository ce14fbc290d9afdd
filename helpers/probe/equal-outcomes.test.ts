/** The same servers asked by undici, by curl and by bash alone: whoever asks, the outcome is the same. */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, describe, expect, test } from '@jest/globals';
import { localProgram, localShells } from './local-program.ts';
import { answer, closedPort, fullListener, keptOpen, type LocalServer, tcpServer } from './local-servers.ts';
import type { Client, ProbeResult } from './probe.ts';
import { processClient } from './process-client.ts';
import { programClient } from './program-client.ts';

const NONCE = 'n0nce';
const OURS = `<title>Welcome to nginx!</title><!-- service-conformance ${NONCE} web/pod-1 -->`;
const LONG = 3_000;
const SHORT = 500;

interface Case {
  readonly what: string;
  readonly server: () => Promise<LocalServer>;
  readonly host?: string;
  readonly timeoutMs?: number;
  readonly expected: Pick<ProbeResult, 'outcome'> & Partial<ProbeResult>;
  readonly connects?: boolean;
}

const says = (text: string) => () => tcpServer((socket) => socket.end(text));
const does = (talk: (socket: Socket) => void) => () => tcpServer(talk);
const ours = { status: 200, backend: 'web/pod-1', title: 'Welcome to nginx!' };
const KEPT_OPEN = keptOpen(OURS);
const halfOfOurs = `HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n${OURS}`;

const endless = (socket: Socket) => {
  socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
  const more = () => {
    while (!socket.destroyed && socket.write('x'.repeat(10_000)));
  };
  socket.on('drain', more);
  more();
};

const CASES: Case[] = [
  { what: 'our backend', server: says(answer(OURS)), expected: { outcome: 'answered', ...ours } },
  {
    what: 'our backend, chunked',
    server: says(
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${OURS.length.toString(16)}\r\n${OURS}\r\n0\r\n\r\n`,
    ),
    expected: { outcome: 'answered', ...ours },
  },
  {
    what: 'our backend, up to the end of the connection',
    server: says(`HTTP/1.1 200 OK\r\n\r\n${OURS}`),
    expected: { outcome: 'answered', ...ours },
  },
  {
    what: 'our backend, slowly',
    server: does((socket) => {
      const text = answer(OURS);
      socket.write(text.slice(0, -30));
      setTimeout(() => socket.end(text.slice(-30)), 200);
    }),
    expected: { outcome: 'answered', ...ours },
  },
  {
    what: 'our backend, too slowly',
    server: does((socket) => void socket.write(halfOfOurs)),
    timeoutMs: SHORT,
    expected: { outcome: 'timeout', ...ours },
  },
  { what: 'our backend, cut short by a close', server: says(halfOfOurs), expected: { outcome: 'stranger', ...ours } },
  {
    what: 'our backend, cut short by a reset',
    server: does((socket) => {
      socket.write(halfOfOurs);
      setTimeout(() => socket.resetAndDestroy(), 100);
    }),
    expected: { outcome: 'stranger', ...ours },
  },
  {
    what: 'a backend of another run',
    server: says(answer(OURS.replace(NONCE, `${NONCE}2`))),
    expected: { outcome: 'stranger', status: 200, title: 'Welcome to nginx!' },
  },
  {
    what: 'a page without a nonce',
    server: says(answer('<title>404  Not\nFound</title>', '404 Not Found')),
    expected: { outcome: 'stranger', status: 404, title: '404 Not Found' },
  },
  {
    what: 'a redirect',
    server: says(answer('', '302 Found', 'Location: /elsewhere\r\n')),
    expected: { outcome: 'stranger', status: 302 },
  },
  { what: 'no HTTP', server: says('SSH-2.0-OpenSSH_9.2\r\n'), expected: { outcome: 'stranger' } },
  { what: 'a close without a byte', server: says(''), expected: { outcome: 'stranger' } },
  {
    what: 'a reset without a byte',
    server: does((socket) => void socket.resetAndDestroy()),
    expected: { outcome: 'stranger' },
  },
  { what: 'a huge body', server: says(answer('x'.repeat(300_000))), expected: { outcome: 'stranger', status: 200 } },
  { what: 'an endless body', server: does(endless), timeoutMs: SHORT, expected: { outcome: 'stranger', status: 200 } },
  { what: 'silence after accepting', server: does(() => {}), timeoutMs: SHORT, expected: { outcome: 'timeout' } },
  { what: 'silence', server: fullListener, timeoutMs: SHORT, expected: { outcome: 'timeout' }, connects: false },
  { what: 'a closed port', server: closedPort, expected: { outcome: 'refused' }, connects: false },
  {
    what: 'an address without a route',
    server: closedPort,
    host: '255.255.255.255',
    expected: { outcome: 'unroutable' },
    connects: false,
  },
  { what: 'a host that is no host', server: closedPort, host: 'a"b', expected: { outcome: 'broken' }, connects: false },
];
if (networkInterfaces().lo?.some(({ address }) => address === '::1')) {
  CASES.push(
    {
      what: 'our backend, on IPv6',
      server: () => tcpServer((socket) => socket.end(answer(OURS)), { host: '::1' }),
      host: '::1',
      expected: { outcome: 'answered', ...ours },
    },
    {
      what: 'a closed port, on IPv6',
      server: closedPort,
      host: '::1',
      expected: { outcome: 'refused' },
      connects: false,
    },
  );
}

const place = { kind: 'pod', name: 'local curl', repeat: () => '' } as const;
const CLIENTS: [string, Client][] = [
  ['undici', processClient(NONCE)],
  ...localShells().map((shell): [string, Client] => [
    `curl, ${shell.join(' ')}`,
    programClient(place, localProgram(shell), NONCE),
  ]),
];

describe('bash, a look', () => {
  test.each(CASES)('$what', async ({ what, server, host = '127.0.0.1', timeoutMs = LONG, expected }) => {
    await using client = programClient(place, localProgram(), NONCE);
    await using running = await server();
    const target = { kind: 'pod IP', host, port: running.port } as const;
    const { outcome, status, backend, title, detail, totalMs } = {
      ...(await client.look([{ target, token: 'token-1', timeoutMs }]))[0],
    } as ProbeResult;
    expect({ outcome, status, backend, title, detail }).toEqual({
      status: undefined,
      backend: undefined,
      title: undefined,
      detail: outcome === 'answered' ? '' : expect.stringMatching(/./),
      ...expected,
      // A read of bash's that meets an error forgets what it had.
      ...(what.endsWith('cut short by a reset') && { backend: undefined, title: undefined }),
    });
    expect(totalMs).toBeLessThan(timeoutMs + 1000);
  });
});

test.each([
  ...CLIENTS.flatMap(([name, { probe, look }]): [string, Client['probe']][] => [
    [`${name}, probes`, probe],
    [`${name}, a look`, look],
  ]),
])('%s: every connection is closed by who opened it', async (_name, ask) => {
  const closed: Promise<unknown>[] = [];
  await using running = await tcpServer((socket) => {
    socket.write(KEPT_OPEN);
    closed.push(once(socket, 'end'));
  });
  const target = { kind: 'pod IP', host: '127.0.0.1', port: running.port } as const;
  const requests = Array.from({ length: 8 }, (_, n) => ({ target, token: `t-${n}`, timeoutMs: LONG }));
  expect((await ask(requests)).map(({ outcome }) => outcome)).toEqual(requests.map(() => 'answered'));
  expect(closed).toHaveLength(8);
  await Promise.all(closed);
});

afterAll(async () => {
  await Promise.all(CLIENTS.map(([, client]) => client[Symbol.asyncDispose]()));
});

describe.each(CLIENTS)('%s', (_name, client) => {
  test.each(CASES)('$what', async ({ server, host = '127.0.0.1', timeoutMs = LONG, expected, connects = true }) => {
    await using running = await server();
    const target = { kind: 'pod IP', host, port: running.port } as const;
    const [result] = await client.probe([{ target, token: 'token-1', timeoutMs }]);
    const { outcome, status, backend, title } = result as ProbeResult;
    expect({ outcome, status, backend, title, detail: result?.detail }).toEqual({
      status: undefined,
      backend: undefined,
      title: undefined,
      detail: outcome === 'answered' ? '' : expect.stringMatching(/./),
      ...expected,
    });
    expect(result?.local?.address).toBe(connects ? host : undefined);
    expect(result?.connectMs !== undefined).toBe(connects);
    expect(result?.totalMs).toBeLessThan(timeoutMs + 1000);
  });

  test('a connection reset before the request', async () => {
    await using running = await tcpServer((socket) => void socket.resetAndDestroy(), { eager: true });
    const target = { kind: 'pod IP', host: '127.0.0.1', port: running.port } as const;
    const requests = Array.from({ length: 20 }, (_, n) => ({ target, token: `t-${n}`, timeoutMs: LONG }));
    const results = await client.probe(requests);
    expect(results.map(({ outcome }) => outcome)).toEqual(requests.map(() => 'stranger'));
    expect(running.connections()).toBe(20);
  });

  test('many probes are separate connections, with results in their order', async () => {
    // Who closes first keeps the port: were it the server, a client's port would be free again for its next probe.
    await using running = await tcpServer((socket) => void socket.write(KEPT_OPEN));
    const closed = await closedPort();
    const requests = Array.from({ length: 100 }, (_, n) => ({
      target: { kind: 'pod IP', host: '127.0.0.1', port: n === 50 ? closed.port : running.port } as const,
      token: `t-${n}`,
      timeoutMs: n < 70 ? LONG : LONG - 1,
    }));
    const results = await client.probe(requests);
    expect(results.map(({ request }) => request)).toEqual(requests);
    expect(results.flatMap(({ outcome }, n) => (outcome === (n === 50 ? 'refused' : 'answered') ? [] : [n]))).toEqual(
      [],
    );
    expect(new Set(results.map(({ local }) => local?.port)).size).toBe(100);
    expect(running.connections()).toBe(99);
    const sentAt = results.map((result) => result.sentAt);
    expect(sentAt.toSorted((a, b) => a - b)).toEqual(sentAt);
  });
});
