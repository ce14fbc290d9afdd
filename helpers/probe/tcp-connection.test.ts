import type { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { keptOpen, tcpServer } from './local-servers.ts';
import { TcpConnection } from './tcp-connection.ts';

test('it knows its own end', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  await using server = await tcpServer((socket) => {
    resolve(socket);
    socket.write(keptOpen('here'));
  });
  using connection = new TcpConnection({ kind: 'pod IP', host: '127.0.0.1', port: server.port });
  expect(connection.local).toBeUndefined();
  await connection.ask('GET / HTTP/1.1\r\n\r\n', 1_000);
  const { remoteAddress: address, remotePort: port } = await accepted;
  expect(connection.local).toEqual({ address, port });
});
