/** UDP flows to the same servers, by this process and by the program in bash: the outcome is the same. */

import { describe, expect, test } from '@jest/globals';
import { CLIENTS, flowOf, identity, outcomes, short } from './local-clients.ts';
import { closedPort, udpServer } from './local-servers.ts';

describe.each(CLIENTS)('%s, a flow over UDP', (_name, client) => {
  test('one source port, and a backend that takes over', async () => {
    let backend = 'old';
    await using server = await udpServer((_bytes, reply) => backend && reply(identity(backend)));
    const results = await flowOf(client, 4, ['UDP', server.port, 300], 400, (nth) => {
      backend = { 1: 'old', 2: '', 3: 'new', 4: 'new' }[nth] ?? '';
    });
    expect(short(results)).toEqual([
      ['answered', 'web/old'],
      ['timeout', undefined],
      ['answered', 'web/new'],
      ['answered', 'web/new'],
    ]);
    expect(server.connections()).toBe(1);
    const sentAt = results.map((result) => result.sentAt);
    expect(sentAt.toSorted((a, b) => a - b)).toEqual(sentAt);
  });

  test('a late reply is not taken for the next', async () => {
    const came: string[] = [];
    await using server = await udpServer((bytes, reply) => {
      came.push(bytes.toString());
      if (came.length === 1) setTimeout(() => reply(identity('late')), 700);
      if (came.length === 3) reply(identity('in-time'));
    });
    const results = await flowOf(client, 3, ['UDP', server.port, 200], 1200);
    expect(short(results)).toEqual([
      ['timeout', undefined],
      ['timeout', undefined],
      ['answered', 'web/in-time'],
    ]);
    expect(came).toEqual(results.map(({ request }) => `/?probe=${request.token}`));
  });

  test('a port that closes is refused for as long as it is, and no longer', async () => {
    const { port } = await closedPort();
    const open = () => udpServer((_bytes, reply) => reply(identity('pod-1')), { port });
    const first = await open();
    let second: Promise<AsyncDisposable> | undefined;
    const results = await flowOf(client, 5, ['UDP', port, 300], 400, (nth) => {
      if (nth === 2) void first[Symbol.asyncDispose]();
      if (nth === 4) second = open();
    });
    await (await second)?.[Symbol.asyncDispose]();
    // The fourth may be there before the new socket is.
    expect(outcomes(results).toSpliced(3, 1)).toEqual(['answered', 'refused', 'refused', 'answered']);
  });

  test('a network without a way says so every time', async () => {
    const results = await flowOf(client, 3, ['UDP', 9, 300, '255.255.255.255'], 20);
    expect(outcomes(results)).toEqual(['unroutable', 'unroutable', 'unroutable']);
  });
});
