/** Sessions of the socket program that share an exec: none is in another's way, and what breaks one breaks no other. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { editedProgram, localProgram } from './local-program.ts';
import { fullListener, keptOpen, tcpServer, udpServer } from './local-servers.ts';
import type { Client, ProbeRequest, Protocol } from './probe.ts';
import { programClient } from './program-client.ts';
import type { RunProgram } from './run-program.ts';
import { SocketHosts } from './socket-hosts.ts';
import { SocketRun } from './socket-run.ts';

const REPLY = '<!-- service-conformance n1 web/a -->\n';
const place = { kind: 'pod', name: 'local bash', repeat: () => '' } as const;
const request = (port: number, timeoutMs = 3_000, protocol: Protocol = 'TCP'): ProbeRequest => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port, protocol },
  token: 'a',
  timeoutMs,
});
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);

/** Execs that were begun, and what ends the latest of them. */
class Execs {
  begun = 0;
  over = new AbortController();
  readonly run: RunProgram = (command, stdin, onStdout, runWithinMs, signal) => {
    this.begun += 1;
    this.over = new AbortController();
    const either = AbortSignal.any([signal, this.over.signal]);
    return localProgram()(command, stdin, onStdout, runWithinMs, either);
  };
}

const opened: Client[] = [];
function clientOf(execs: Execs): Client {
  const client = programClient(place, execs.run, 'n1');
  opened.push(client);
  return client;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client[Symbol.asyncDispose]()));
});

const answering = (body: string) =>
  tcpServer((socket) => socket.on('data', () => void socket.write(keptOpen(body))), { eager: true });

test('what sessions say at once is not mixed, however long it is', async () => {
  await using server = await answering(`${REPLY}${'line of some length\n'.repeat(2_500)}`);
  const execs = new Execs();
  const client = clientOf(execs);
  const asked = Array.from({ length: 6 }, () =>
    client.look?.(Array.from({ length: 10 }, () => request(server.port, 20_000))),
  );
  const results = (await Promise.all(asked)).flatMap((each) => each ?? []);
  expect(new Set(results.map(({ outcome, backend }) => `${outcome} ${backend}`))).toEqual(new Set(['answered web/a']));
  expect([results.length, execs.begun]).toEqual([60, 1]);
}, 60_000);

test('streams, flows and probes share one exec, and none waits for another', async () => {
  await using server = await answering(REPLY);
  await using echo = await udpServer((_bytes, reply) => reply(REPLY));
  await using silent = await udpServer(() => {});
  const execs = new Execs();
  const client = clientOf(execs);
  const stream = client.stream(request(server.port), 50);
  const flow = client.flow(() => request(echo.port, 900, 'UDP'), 100);
  const waiting = client.probe([request(silent.port, 2_000, 'UDP')]);
  await sleep(1_000);
  expect(outcomes(await client.probe([request(echo.port, 1_000, 'UDP')]))).toEqual(['answered']);
  const [streamed, flowed] = await Promise.all([stream.stop(), flow.stop()]);
  expect(streamed.length).toBeGreaterThan(5);
  expect(flowed.length).toBeGreaterThan(3);
  expect(new Set(outcomes([...streamed, ...flowed]))).toEqual(new Set(['answered']));
  expect(outcomes(await waiting)).toEqual(['timeout']);
  expect(execs.begun).toBe(1);
});

test('a session that is given up ends alone', async () => {
  await using server = await answering(REPLY);
  await using silent = await udpServer(() => {});
  const execs = new Execs();
  const client = clientOf(execs);
  const stream = client.stream(request(server.port), 50);
  const given = client.probe([request(silent.port, 20_000, 'UDP')], AbortSignal.timeout(300));
  expect(outcomes(await given)).toEqual(['broken']);
  await sleep(500);
  const results = await stream.stop();
  expect(results.length).toBeGreaterThan(8);
  expect(new Set(outcomes(results))).toEqual(new Set(['answered']));
  expect(execs.begun).toBe(1);
});

test('an exec that breaks breaks its sessions, and the next one has another', async () => {
  await using server = await answering(REPLY);
  await using silent = await udpServer(() => {});
  const execs = new Execs();
  const client = clientOf(execs);
  const stream = client.stream(request(server.port), 50);
  const waiting = client.probe([request(silent.port, 20_000, 'UDP')]);
  await sleep(500);
  execs.over.abort(new Error('the connection closed'));
  const [broken] = await waiting;
  expect([broken?.outcome, broken?.detail]).toEqual(['broken', expect.stringContaining('aborted')]);
  expect((await stream.stop()).at(-1)?.outcome).toBe('broken');
  expect(outcomes((await client.look?.([request(server.port)])) ?? [])).toEqual(['answered']);
  expect(execs.begun).toBe(2);
});

test('more than a pipe takes, asked of a place that is slow to answer, holds nobody up', async () => {
  await using silent = await tcpServer(() => {});
  await using server = await answering(REPLY);
  const execs = new Execs();
  const client = clientOf(execs);
  const over = new AbortController();
  const many = client.look?.(
    Array.from({ length: 2_000 }, () => request(silent.port, 300)),
    over.signal,
  );
  await sleep(500);
  const started = performance.now();
  expect(outcomes((await client.look?.([request(server.port)])) ?? [])).toEqual(['answered']);
  expect(performance.now() - started).toBeLessThan(2_000);
  over.abort(new Error('enough'));
  expect(new Set(outcomes((await many) ?? []).slice(-1_000))).toEqual(new Set(['broken']));
  expect(execs.begun).toBe(1);
});

test('an exec without a session ends after its time, and the next session has another', async () => {
  await using server = await answering(REPLY);
  const execs = new Execs();
  await using hosts = new SocketHosts(execs.run, 300);
  const ask = async () => {
    const socket = new SocketRun(hosts.start, 'n1');
    const results = await socket.send([request(server.port)], 3_000);
    await socket.close();
    return outcomes(results);
  };
  expect([await ask(), await ask(), execs.begun]).toEqual([['answered'], ['answered'], 1]);
  await sleep(1_000);
  expect([await ask(), execs.begun]).toEqual([['answered'], 2]);
});

test('an exec ends although a session was given up while it connected, and its zombie takes signals', async () => {
  await using full = await fullListener();
  const client = programClient(place, editedProgram(localProgram(), 'kill -ALRM "$self"', 'true'), 'n1');
  const given = client.look?.([request(full.port, 10_000)], AbortSignal.timeout(300));
  expect(outcomes((await given) ?? [])).toEqual(['broken']);
  const started = performance.now();
  await client[Symbol.asyncDispose]();
  expect(performance.now() - started).toBeLessThan(2_000);
});
