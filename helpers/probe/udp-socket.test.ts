import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { udpServer } from './local-servers.ts';
import { nextLocalPort, occupied } from './local-takers.ts';
import { LOCAL_PORT_ATTEMPTS, ownLocalPort } from './own-local-port.ts';
import type { Target } from './probe.ts';
import { UdpSocket } from './udp-socket.ts';

const target = (port: number): Target => ({ kind: 'pod IP', host: '127.0.0.1', port, protocol: 'UDP' });

test('a local port that another has is passed over', async () => {
  await using server = await udpServer((_bytes, reply) => reply('here'));
  const first = nextLocalPort('UDP', server.port);
  // Of those that are left some may be taken by others.
  const taken = LOCAL_PORT_ATTEMPTS - 10;
  await using _ = await occupied('UDP', first, taken);
  using socket = await UdpSocket.connect(target(server.port), 1_000);
  expect(socket.local.address).toBe('127.0.0.1');
  const passedOver = (socket.local.port - first) / 4;
  expect(passedOver).toBeGreaterThanOrEqual(taken);
  expect(passedOver).toBeLessThan(LOCAL_PORT_ATTEMPTS);
  expect(await socket.ask('hello', 1_000)).toEqual({ kind: 'whole', text: 'here' });
});

test('where all that it may try are taken it says so', async () => {
  await using _ = await occupied('UDP', nextLocalPort('UDP', 9), LOCAL_PORT_ATTEMPTS);
  await expect(UdpSocket.connect(target(9), 1_000)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('an error that is not about the local port ends it at once', async () => {
  const first = nextLocalPort('UDP', 0);
  await expect(UdpSocket.connect(target(0), 1_000)).rejects.toThrow('Port should be > 0 and < 65536');
  expect(ownLocalPort('UDP', target(0))).toBe(first + 4);
});

test('a name that is not resolved in time', async () => {
  // A name is resolved by one of these threads.
  const threads = Array.from({ length: 4 }, () => promisify(pbkdf2)('', '', 500_000, 64, 'sha512'));
  const named = { ...target(9), host: 'localhost' };
  await expect(UdpSocket.connect(named, 20)).rejects.toMatchObject({
    ...{ code: 'ETIMEDOUT', message: 'localhost was not resolved within 20 ms' },
  });
  await Promise.all(threads);
});

test('silence, and an error in sending, are ends of their own', async () => {
  await using silent = await udpServer(() => {});
  using socket = await UdpSocket.connect(target(silent.port), 1_000);
  expect(await socket.ask('hello', 30)).toEqual({ kind: 'silence', opened: true, text: '' });
  const tooLong = await socket.ask('x'.repeat(70_000), 1_000);
  expect(tooLong).toMatchObject({ kind: 'failed', opened: true, words: expect.stringContaining('EMSGSIZE') });
});

test('nothing is waited for once there is a socket', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  using _ = await UdpSocket.connect(target(9), 60_000);
  expect(timers()).toBe(before);
});
