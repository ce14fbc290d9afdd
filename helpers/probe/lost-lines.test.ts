/** A read that is out of time may have taken part of a line, which is lost: the socket program goes on all the same. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { editedProgram, localProgram } from './local-program.ts';
import { fullListener, keptOpen, tcpServer } from './local-servers.ts';
import { programClient } from './program-client.ts';
import type { RunProgram } from './run-program.ts';

const place = { kind: 'pod', name: 'local bash', repeat: () => '' } as const;
const request = (port: number, timeoutMs: number) => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port } as const,
  token: 'a',
  timeoutMs,
});

test.each([
  ['off', 'echo off >&"$alarm"', ':'],
  ['all of them but its end', 'echo off >&"$alarm"', 'echo f >&"$alarm"'],
])(
  'connections that nobody takes end in time where the alarm is never told %s',
  async (_, told, other) => {
    const run = editedProgram(localProgram(), told, other);
    await using full = await fullListener();
    await using client = programClient(place, run, 'n1');
    const results = await client.look?.(Array.from({ length: 4 }, () => request(full.port, 400)));
    expect(results?.map(({ outcome }) => outcome)).toEqual(Array(4).fill('timeout'));
    expect(results?.filter(({ totalMs }) => totalMs > 2_000)).toEqual([]);
  },
  20_000,
);

test.each([
  ['st', 100],
  ['stop', 100],
  ['st', 1], // no probe is over in time: it never waits for the next
])(
  'a stream is stopped by "%s" of the line that stops it, where a probe is due every %d ms, and the program goes on',
  async (part, everyMs) => {
    let runs = 0;
    const cutting = editedProgram(
      localProgram(),
      'echo "$line" >&"$input"',
      `if [ "$line" = stop ]; then echo -n ${part} >&"$input"; else echo "$line" >&"$input"; fi`,
    );
    const run: RunProgram = (...args) => {
      runs += 1;
      return cutting(...args);
    };
    const reply = keptOpen('<!-- service-conformance n1 web/a -->');
    await using server = await tcpServer((socket) => socket.on('data', () => void socket.end(reply)), { eager: true });
    await using client = programClient(place, run, 'n1');
    const stream = client.stream(request(server.port, 1_000), everyMs);
    await sleep(500);
    const results = await stream.stop();
    expect(results.length).toBeGreaterThan(2);
    expect(results.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
    const [again] = (await client.look?.([request(server.port, 1_000), request(server.port, 1_000)])) ?? [];
    expect([again?.outcome, runs]).toEqual(['answered', 1]);
  },
  20_000,
);
