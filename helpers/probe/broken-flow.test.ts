/** A flow, or UDP probes, whose program breaks: `broken`, never evidence. One that is only slow says what came. */

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { editedProgram, localProgram } from './local-program.ts';
import { keptOpen, tcpServer, udpServer } from './local-servers.ts';
import { programClient } from './program-client.ts';
import type { RunProgram } from './run-program.ts';

const REPLY = '<!-- service-conformance n1 web/a -->';
const place = { kind: 'pod', name: 'local bash', repeat: () => '' } as const;
const request = (port: number, timeoutMs = 1000) => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port, protocol: 'UDP' } as const,
  token: 'a',
  timeoutMs,
});

/** Aborts the run once `ms` have passed since it began. */
const breaking =
  (ms: number): RunProgram =>
  async (command, stdin, onStdout, runWithinMs, signal) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), ms);
    try {
      return await localProgram()(command, stdin, onStdout, runWithinMs, AbortSignal.any([signal, abort.signal]));
    } catch {
      throw new Error('the connection closed');
    } finally {
      clearTimeout(timer);
    }
  };

test('a flow that breaks in the middle', async () => {
  await using server = await udpServer((_bytes, reply) => reply(REPLY));
  await using client = programClient(place, breaking(500), 'n1');
  const stream = client.flow(() => request(server.port), 100);
  await sleep(1200);
  const results = await stream.stop();
  const words = [...new Set(results.map(({ outcome, detail }) => `${outcome}: ${detail}`))];
  expect(words).toEqual(['answered: ', 'broken: the connection closed']);
});

test('a probe that is under way', async () => {
  await using silent = await udpServer(() => {});
  await using client = programClient(place, breaking(300), 'n1');
  const [result] = await client.probe([request(silent.port, 5000)]);
  expect([result?.outcome, result?.detail]).toEqual(['broken', 'the connection closed']);
});

test.each([
  ['no bash', 'spawn bash ENOENT'],
  ['no dd', /command not found/],
])('a place with %s', async (what, words) => {
  const run =
    what === 'no bash'
      ? localProgram(undefined, { PATH: '/nowhere' })
      : editedProgram(localProgram(), 'dd ', 'nowhere ');
  await using server = await udpServer(() => {});
  await using client = programClient(place, run, 'n1');
  const [result] = await client.probe([request(server.port)]);
  expect([result?.outcome, result?.detail]).toEqual(['broken', expect.stringMatching(words)]);
});

/** Where a program takes long to end, as on a busy machine. */
function slowTools() {
  const folder = mkdtempSync(join(tmpdir(), 'slow-'));
  const dd = join(folder, 'dd');
  writeFileSync(dd, `#!/bin/sh\nPATH='${process.env.PATH}' dd "$@"\nsleep 1.2\n`);
  chmodSync(dd, 0o755);
  return {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

test('what came is an answer, however long the program that read it takes to end', async () => {
  using slow = slowTools();
  await using udp = await udpServer((_bytes, reply) => reply(REPLY));
  await using tcp = await tcpServer((socket) => socket.on('data', () => void socket.write(keptOpen(REPLY))), {
    eager: true,
  });
  await using client = programClient(place, localProgram(undefined, slow.env), 'n1');
  const [one] = await client.probe([request(udp.port, 3000)]);
  expect([one?.outcome, one?.backend]).toEqual(['answered', 'web/a']);
  for (const [protocol, port] of [
    ['UDP', udp.port],
    ['TCP', tcp.port],
  ] as const) {
    const target = { ...request(port).target, protocol };
    const stream = client.flow(() => ({ ...request(port), target }), 100);
    await sleep(2_700);
    const results = await stream.stop();
    expect(results.length).toBeGreaterThan(1);
    expect(results.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  }
}, 20_000);
