import type { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { closedPort, tcpServer } from './local-servers.ts';
import { nextLocalPort, occupied } from './local-takers.ts';
import { OwnConnector } from './own-connector.ts';
import { LOCAL_PORT_ATTEMPTS } from './own-local-port.ts';

const HOST = '127.0.0.1';

function connected(connector: OwnConnector, port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const options = { hostname: HOST, host: `${HOST}:${port}`, protocol: 'http:', port: String(port) };
  connector.connect(options, (error, socket) => (error ? reject(error) : resolve(socket as Socket)));
  return promise;
}

const LOST = { code: 'ECONNRESET', message: 'the connection was closed before the request could be sent' };

test('it remembers its own end and how long it took, and makes no second connection', async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  await using server = await tcpServer(resolve, { eager: true });
  const connector = new OwnConnector();
  const localPort = nextLocalPort('TCP', server.port);
  const socket = await connected(connector, server.port);
  const { address, port = 0 } = connector.local ?? {};
  expect(address).toBe(HOST);
  // Or one after it, where somebody has that.
  expect(port).toBeGreaterThanOrEqual(localPort);
  expect((port - localPort) % 4).toBe(0);
  expect((await accepted).remotePort).toBe(port);
  expect(connector.connectMs).toBeGreaterThan(0);
  expect(connector.connectMs).toBeLessThan(2_000);
  await expect(connected(connector, server.port)).rejects.toMatchObject(LOST);
  expect(server.connections()).toBe(1);
  connector.close();
  expect(socket.destroyed).toBe(true);
});

test('one that was closed makes no connection, and says why it was closed', async () => {
  await using server = await tcpServer(() => {}, { eager: true });
  const late = new OwnConnector();
  late.close(new Error('no whole answer within 300 ms'));
  late.close(new Error('said later'));
  await expect(connected(late, server.port)).rejects.toThrow('no whole answer within 300 ms');
  const closed = new OwnConnector();
  closed.close();
  await expect(connected(closed, server.port)).rejects.toMatchObject(LOST);
  expect(server.connections()).toBe(0);
});

test('a local port that another has is passed over', async () => {
  await using server = await tcpServer(() => {}, { eager: true });
  const first = nextLocalPort('TCP', server.port);
  // Of those that are left some may be taken by others.
  const taken = LOCAL_PORT_ATTEMPTS - 10;
  await using _ = await occupied('TCP', first, taken);
  const connector = new OwnConnector();
  await connected(connector, server.port);
  const passedOver = ((connector.local?.port ?? 0) - first) / 4;
  expect(passedOver).toBeGreaterThanOrEqual(taken);
  expect(passedOver).toBeLessThan(LOCAL_PORT_ATTEMPTS);
  connector.close();
});

test('where all that it may try are taken it says so', async () => {
  await using server = await tcpServer(() => {}, { eager: true });
  await using _ = await occupied('TCP', nextLocalPort('TCP', server.port), LOCAL_PORT_ATTEMPTS);
  await expect(connected(new OwnConnector(), server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(server.connections()).toBe(0);
});

test('a refusal is told as it is', async () => {
  await using closed = await closedPort();
  const connector = new OwnConnector();
  await expect(connected(connector, closed.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect([connector.local, connector.connectMs]).toEqual([undefined, undefined]);
});
