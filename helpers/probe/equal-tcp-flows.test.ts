/** Flows on one TCP connection to the same servers, by this process and by the program in bash: the outcome is the same. */

import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { CLIENTS, flowOf, HOSTS, identity, outcomes, SEEN, short } from './local-clients.ts';
import { closedPort, fullListener, keptOpen, tcpServer } from './local-servers.ts';

const keptOpenBy = (pod: string) => keptOpen(identity(pod));

describe.each(CLIENTS)('%s, a flow over TCP', (_name, client) => {
  test.each(HOSTS)('one request after another on one connection, on %s', async (host) => {
    const asked: string[] = [];
    const talk = (socket: Socket) => {
      socket.on('data', (bytes) => {
        asked.push(bytes.toString());
        socket.write(keptOpenBy(`pod-${asked.length}`));
      });
    };
    await using server = await tcpServer(talk, { eager: true, host });
    const results = await flowOf(client, 4, ['TCP', server.port, 1000, host], 30);
    expect(short(results)).toEqual([1, 2, 3, 4].map((n) => ['answered', `web/pod-${n}`]));
    expect(results[0]).toMatchObject({ status: 200, seen: SEEN, detail: '' });
    expect(server.connections()).toBe(1);
    const authority = host === '::1' ? `[::1]:${server.port}` : `127.0.0.1:${server.port}`;
    expect(asked.slice(0, 4)).toEqual(
      results.map(({ request }) => `GET /?probe=${request.token} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`),
    );
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['cut by a close', (socket) => void socket.end(), /^accepted the connection, then: closed by the other side$/],
    ['cut by a reset', (socket) => void socket.resetAndDestroy(), /^accepted the connection, then: .*(reset|RESET)/],
  ])('%s, it stays cut', async (_what, cut, words) => {
    let asked = 0;
    const talk = (socket: Socket) => {
      socket.on('data', () => {
        asked += 1;
        if (asked === 1) socket.write(keptOpenBy('pod-1'));
        else cut(socket);
      });
    };
    await using server = await tcpServer(talk, { eager: true });
    const results = await flowOf(client, 5, ['TCP', server.port, 1000], 30);
    expect(outcomes(results)).toEqual(['answered', ...Array(4).fill('stranger')]);
    expect(results.slice(1).filter(({ detail }) => !words.test(detail))).toEqual([]);
    expect(server.connections()).toBe(1);
  });

  test('cut between two requests', async () => {
    const talk = (socket: Socket) => {
      socket.once('data', () => {
        socket.write(keptOpenBy('pod-1'));
        setTimeout(() => socket.resetAndDestroy(), 100);
      });
    };
    await using server = await tcpServer(talk, { eager: true });
    const results = await flowOf(client, 4, ['TCP', server.port, 1000], 300);
    expect(outcomes(results)).toEqual(['answered', 'stranger', 'stranger', 'stranger']);
    expect(results[3]?.detail).toBe(results[1]?.detail);
    expect(server.connections()).toBe(1);
  });

  test('a late answer is not taken for the next', async () => {
    let asked = 0;
    const talk = (socket: Socket) => {
      socket.on('data', () => {
        asked += 1;
        // The first answer comes once the second request has: too late for its own.
        if (asked === 2) socket.write(keptOpenBy('late'));
        if (asked > 1) socket.write(keptOpenBy(`pod-${asked}`));
      });
    };
    await using server = await tcpServer(talk, { eager: true });
    const results = await flowOf(client, 3, ['TCP', server.port, 300], 350);
    expect(short(results)).toEqual([
      ['timeout', undefined],
      ['answered', 'web/pod-2'],
      ['answered', 'web/pod-3'],
    ]);
  });

  test('an answer in pieces, and another that does not come whole', async () => {
    let asked = 0;
    const talk = (socket: Socket) => {
      socket.on('data', () => {
        asked += 1;
        const text = keptOpenBy('pod-1');
        socket.write(text.slice(0, 40));
        if (asked === 1) setTimeout(() => socket.write(text.slice(40)), 100);
        else socket.write(text.slice(40, -3));
      });
    };
    await using server = await tcpServer(talk, { eager: true });
    const results = await flowOf(client, 2, ['TCP', server.port, 300], 350);
    expect(short(results)).toEqual([
      ['answered', 'web/pod-1'],
      ['timeout', 'web/pod-1'],
    ]);
    expect(results[1]?.detail).toBe('accepted the connection, then: no whole answer within 300 ms');
  });

  test('an endless answer', async () => {
    const talk = (socket: Socket) => void socket.write('x'.repeat(200_000));
    await using server = await tcpServer(talk);
    const results = await flowOf(client, 2, ['TCP', server.port, 10_000], 30);
    const words = 'accepted the connection, then: its answer is longer than 65536 bytes';
    expect(results.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['stranger', words],
      ['stranger', words],
    ]);
  });

  test('a connection that can not be made: refused, silence, no way', async () => {
    await using closed = await closedPort();
    await using full = await fullListener();
    expect(outcomes(await flowOf(client, 2, ['TCP', closed.port], 30))).toEqual(['refused', 'refused']);
    const nowhere = await flowOf(client, 2, ['TCP', 9, 500, '255.255.255.255'], 30);
    expect(outcomes(nowhere)).toEqual(['unroutable', 'unroutable']);
    const silent = await flowOf(client, 2, ['TCP', full.port, 400], 30);
    expect(silent.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['timeout', 'no connection within 400 ms'],
      ['timeout', 'no connection within 400 ms'],
    ]);
    expect(silent[0]?.totalMs).toBeLessThan(1400);
  });
});
