import type { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { closedPort, keptOpen, tcpServer } from './local-servers.ts';
import { hurriedWaits } from './local-waits.ts';
import type { Target } from './probe.ts';
import { TcpConnection } from './tcp-connection.ts';

const REQUEST = 'GET / HTTP/1.1\r\n\r\n';
const target = (port: number): Target => ({ kind: 'pod IP', host: '127.0.0.1', port });

test('it knows its own end', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  await using server = await tcpServer((socket) => {
    resolve(socket);
    socket.write(keptOpen('here'));
  });
  using connection = new TcpConnection(target(server.port));
  expect(connection.local).toBeUndefined();
  await connection.ask(REQUEST, 1_000);
  const { remoteAddress: address, remotePort: port } = await accepted;
  expect(connection.local).toEqual({ address, port });
});

test('a refusal is told from a reset', async () => {
  await using closed = await closedPort();
  using refused = new TcpConnection(target(closed.port));
  expect(await refused.ask(REQUEST, 1_000)).toMatchObject({ kind: 'failed', opened: false, outcome: 'refused' });
  await using server = await tcpServer((socket) => socket.resetAndDestroy());
  using reset = new TcpConnection(target(server.port));
  expect(await reset.ask(REQUEST, 1_000)).toMatchObject({
    ...{ kind: 'failed', opened: true, words: expect.stringContaining('ECONNRESET') },
  });
});

test('nothing is waited for once there is an answer', async () => {
  await using server = await tcpServer((socket) => socket.write(keptOpen('here')));
  using waits = hurriedWaits();
  using connection = new TcpConnection(target(server.port));
  expect(await connection.ask(REQUEST, 60_000_000)).toMatchObject({ kind: 'whole' });
  expect(waits.open()).toEqual([]);
});

test('an answer that is not whole in its time is silence, with what came', async () => {
  await using silent = await tcpServer((socket) => socket.write('HTTP/1.1'));
  using connection = new TcpConnection(target(silent.port));
  expect(await connection.ask(REQUEST, 50)).toEqual({ kind: 'silence', opened: true, text: 'HTTP/1.1' });
});
