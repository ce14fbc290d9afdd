/** The same UDP servers asked by this process and by the program in bash: the outcome is the same. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CLIENTS, HOSTS, identity, NONCE, one, outcomes, request, SEEN, short } from './local-clients.ts';
import { answer, tcpServer, udpServer } from './local-servers.ts';

afterAll(async () => {
  await Promise.all(CLIENTS.map(([, client]) => client[Symbol.asyncDispose]()));
});

describe.each(CLIENTS)('%s, over UDP', (_name, client) => {
  test.each(HOSTS)('our backend, on %s', async (host) => {
    await using server = await udpServer((_bytes, reply) => reply(identity('pod-1')), { host });
    const asked = request('UDP', server.port, 3000, host);
    const [result] = await client.probe([asked]);
    expect(result).toMatchObject({ request: asked, outcome: 'answered', detail: '', backend: 'web/pod-1', seen: SEEN });
    expect(result?.totalMs).toBeLessThan(1000); // by the first datagram
    expect(Math.abs((result?.sentAt ?? 0) - Date.now())).toBeLessThan(3000);
  });

  test.each(HOSTS)('a closed port, on %s', async (host) => {
    await using gone = await udpServer(() => {}, { host });
    await gone[Symbol.asyncDispose]();
    const { outcome, detail, backend, totalMs } = await one(client, 'UDP', gone.port, 3000, host);
    expect([outcome, backend]).toEqual(['refused', undefined]);
    expect(detail).toMatch(/Connection refused|ECONNREFUSED/);
    expect(totalMs).toBeLessThan(2500);
  });

  test('a reply without our nonce, and an empty one', async () => {
    await using server = await udpServer((_bytes, reply) => reply(identity('pod-1').replace(NONCE, 'n0nce2')));
    await using empty = await udpServer((_bytes, reply) => reply(''));
    for (const { port } of [server, empty]) {
      const { outcome, detail, backend, seen } = await one(client, 'UDP', port);
      expect({ outcome, detail, backend, seen }).toEqual({
        outcome: 'stranger',
        detail: "a reply without this run's nonce",
      });
    }
  });

  test('silence, and one datagram more after each second of it', async () => {
    const came: string[] = [];
    await using server = await udpServer((bytes) => void came.push(bytes.toString()));
    const { request, outcome, detail, totalMs } = await one(client, 'UDP', server.port, 1500);
    const { token } = request;
    expect([outcome, detail]).toEqual(['timeout', 'no reply within 1500 ms']);
    expect(totalMs).toBeGreaterThanOrEqual(1495);
    expect(totalMs).toBeLessThan(2500);
    expect(came).toEqual([`/?probe=${token}`, `/?probe=${token}`]);
  });

  test('the second datagram is answered where the first was lost', async () => {
    let datagrams = 0;
    await using server = await udpServer((_bytes, reply) => {
      datagrams += 1;
      if (datagrams === 2) reply(identity('pod-1'));
    });
    expect((await one(client, 'UDP', server.port)).outcome).toBe('answered');
    expect([datagrams, server.connections()]).toEqual([2, 1]);
  });

  test('a port that closes after the first datagram', async () => {
    await using server = await udpServer(() => void server[Symbol.asyncDispose]());
    expect((await one(client, 'UDP', server.port)).outcome).toBe('refused');
  });

  test('an address without a way, and a host that is none', async () => {
    expect((await one(client, 'UDP', 9, 1000, '255.255.255.255')).outcome).toBe('unroutable');
    const { outcome, detail } = await one(client, 'UDP', 9, 1000, 'a"b');
    expect([outcome, detail]).toEqual(['broken', '"a"b" is neither an IP address nor a DNS name']);
  });

  test('mixed with TCP: results in the order of the requests, each from a socket of its own', async () => {
    await using udp = await udpServer((_bytes, reply) => reply(identity('udp')));
    await using tcp = await tcpServer((socket) => socket.end(answer(identity('tcp'))));
    const kinds = ['UDP', 'UDP', 'TCP', 'UDP', 'TCP', 'TCP'] as const;
    const requests = kinds.map((kind) => request(kind, kind === 'UDP' ? udp.port : tcp.port));
    const results = await client.probe(requests);
    expect(results.map(({ request }) => request)).toEqual(requests);
    expect(short(results)).toEqual(kinds.map((kind) => ['answered', `web/${kind.toLowerCase()}`]));
    expect([udp.connections(), tcp.connections()]).toEqual([3, 3]);
    const sentAt = results.map((result) => result.sentAt);
    expect(sentAt.toSorted((a, b) => a - b)).toEqual(sentAt);
  });

  test.each(['UDP', 'TCP'] as const)(
    'a stream over %s: one new socket after another, each with a token of its own',
    async (protocol) => {
      await using udp = await udpServer((_bytes, reply) => reply(identity('one')));
      await using tcp = await tcpServer((socket) => socket.end(answer(identity('one'))));
      const server = protocol === 'UDP' ? udp : tcp;
      const first = request(protocol, server.port);
      await using stream = client.stream(first, 100);
      while (stream.results.length < 3) await sleep(20);
      const results = await stream.stop();
      expect(results.map(({ request, outcome, backend }) => [request, outcome, backend])).toEqual(
        results.map((_result, n) => [{ ...first, token: `${first.token}-${n + 1}` }, 'answered', 'web/one']),
      );
      expect(server.connections()).toBe(results.length);
      const at = results.map(({ sentAt }) => sentAt);
      expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeGreaterThan(80 * (at.length - 1) - 50);
      const [after] = await client.probe([request(protocol, server.port)]);
      expect(after?.outcome).toBe('answered');
    },
  );

  test('a stream that nobody answers waits for each, and is stopped without the rest', async () => {
    await using silent = await udpServer(() => {});
    await using stream = client.stream(request('UDP', silent.port, 300), 100);
    while (stream.results.length < 2) await sleep(20);
    const results = await stream.stop();
    // A process that is held up says so of itself.
    expect(outcomes(results).filter((outcome) => outcome !== 'timeout' && outcome !== 'broken')).toEqual([]);
    expect(results.length).toBeLessThan(20);
  });

  test('an abort breaks what is under way and what is still to come', async () => {
    await using server = await udpServer((_bytes, reply) => reply(identity('pod-1')));
    await using silent = await udpServer(() => {});
    const requests = [
      request('UDP', server.port),
      request('UDP', silent.port, 20_000),
      request('UDP', server.port),
      request('TCP', server.port),
    ];
    const started = performance.now();
    const results = await client.probe(requests, AbortSignal.timeout(500));
    expect(outcomes(results)).toEqual(['answered', 'broken', 'broken', 'broken']);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('this process gives no port twice, which would make one flow of two probes', async () => {
  await using server = await udpServer((_bytes, reply) => reply(identity('pod-1')));
  const [process] = CLIENTS.map(([, client]) => client);
  const results = await process?.probe(Array.from({ length: 300 }, () => request('UDP', server.port)));
  const ports = results?.map(({ local }) => local?.port);
  expect(new Set(ports).size).toBe(300);
});
