/** A flow, or UDP probes, whose program breaks: `broken`, never evidence. */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { localProgram } from './local-program.ts';
import { udpServer } from './local-servers.ts';
import { programClient } from './program-client.ts';
import type { RunProgram } from './run-program.ts';

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
  await using server = await udpServer((_bytes, reply) => reply('<!-- service-conformance n1 web/a -->'));
  const stream = programClient(place, breaking(500), 'n1').flow(() => request(server.port), 100);
  await sleep(1200);
  const results = await stream.stop();
  const words = [...new Set(results.map(({ outcome, detail }) => `${outcome}: ${detail}`))];
  expect(words).toEqual(['answered: ', 'broken: the connection closed']);
});

test('a probe that is under way', async () => {
  await using silent = await udpServer(() => {});
  const [result] = await programClient(place, breaking(300), 'n1').probe([request(silent.port, 5000)]);
  expect([result?.outcome, result?.detail]).toEqual(['broken', 'the connection closed']);
});

test.each([
  ['no bash', 'spawn bash ENOENT'],
  ['no dd', /command not found/],
])('a place with %s', async (what, words) => {
  const run: RunProgram = async (command, ...rest) => {
    const program = command.map((part) =>
      what === 'no bash' ? part : part.replace('in timeout dd', 'in timeout nowhere'),
    );
    const env = what === 'no bash' ? { PATH: '/nowhere' } : process.env;
    return localProgram(undefined, env)(program, ...rest);
  };
  await using server = await udpServer(() => {});
  await using client = programClient(place, run, 'n1');
  const [result] = await client.probe([request(server.port)]);
  expect([result?.outcome, result?.detail]).toEqual(['broken', expect.stringMatching(words)]);
});
