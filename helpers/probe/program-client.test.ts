import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { localProgram } from './local-program.ts';
import { answer, tcpServer } from './local-servers.ts';
import { hurriedWaits } from './local-waits.ts';
import type { ProbeRequest } from './probe.ts';
import { programClient } from './program-client.ts';
import type { RunProgram } from './run-program.ts';
import { SOCKET_COMMAND, SOCKET_PROGRAM } from './socket-program.ts';

const place = { kind: 'pod', name: 'local curl', repeat: () => '' } as const;
const OURS = answer('<!-- service-conformance n1 web/a -->');
const request = (port: number, timeoutMs = 2000): ProbeRequest => ({
  target: { kind: 'pod IP', host: '127.0.0.1', port },
  token: 'a',
  timeoutMs,
});
const short = (results: readonly { outcome: string; detail: string }[]) =>
  results.map(({ outcome, detail }) => [outcome, detail]);

/** What goes into a run. */
function tapped(run: RunProgram): { run: RunProgram; read: () => string } {
  let read = '';
  const tap = () =>
    new Transform({
      transform(chunk, _, done) {
        read += String(chunk);
        done(null, chunk);
      },
    });
  return { read: () => read, run: (command, stdin, ...rest) => run(command, stdin.pipe(tap()), ...rest) };
}

function counted(run: RunProgram): { run: RunProgram; runs: () => number } {
  let runs = 0;
  return {
    runs: () => runs,
    run: (...args) => {
      runs += 1;
      return run(...args);
    },
  };
}

test('one call is one run of the program, and none if nothing is asked', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const { run, runs } = counted(localProgram());
  await using client = programClient(place, run, 'n1');
  expect(await client.probe([])).toEqual([]);
  expect(runs()).toBe(0);
  const results = await client.probe([request(server.port), request(server.port, 1000), request(server.port)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered']);
  expect(runs()).toBe(1);
});

test('a run is kept for the next call, and one that broke is replaced', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  await using silent = await tcpServer(() => {});
  const { run, runs } = counted(localProgram());
  await using client = programClient(place, run, 'n1');
  const outcomes = async (port: number, signal?: AbortSignal) =>
    (await client.probe([request(port)], signal)).map(({ outcome }) => outcome);
  expect(await outcomes(server.port)).toEqual(['answered']);
  expect(await outcomes(server.port)).toEqual(['answered']);
  expect(runs()).toBe(1);
  expect(await outcomes(silent.port, AbortSignal.timeout(100))).toEqual(['broken']);
  expect(await outcomes(server.port)).toEqual(['answered']);
  expect(runs()).toBe(2);
  expect(await outcomes(server.port, AbortSignal.abort(new Error('over')))).toEqual(['broken']);
});

test('a stream that was stopped leaves its session to the next, and to looks', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const { run, read } = tapped(localProgram());
  await using client = programClient(place, run, 'n1');
  for (let nth = 0; nth < 2; nth += 1) {
    const stream = client.stream(request(server.port), 20);
    while (stream.results.length < 1) await sleep(5);
    expect((await stream.stop())[0]?.outcome).toBe('answered');
  }
  expect((await client.look([request(server.port)])).map(({ outcome }) => outcome)).toEqual(['answered']);
  expect(read().match(/^\d+ mark-/gm)).toEqual(['1 mark-']);
});

test('a flow that was stopped ends its session', async () => {
  await using server = await tcpServer((socket) => socket.write(OURS));
  const { run, read } = tapped(localProgram());
  await using client = programClient(place, run, 'n1');
  const flow = client.flow(() => request(server.port), 20);
  while (flow.results.length < 1) await sleep(5);
  await flow.stop();
  expect(read()).toMatch(/^1 0$/m);
});

test('nothing runs any more once it is disposed of', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const runs: Promise<unknown>[] = [];
  const run: RunProgram = (...args) => {
    const ended = localProgram()(...args);
    runs.push(ended);
    return ended;
  };
  const client = programClient(place, run, 'n1');
  await client.probe([request(server.port)]);
  await client.look([request(server.port)]);
  await client[Symbol.asyncDispose]();
  const soon = AbortSignal.timeout(1_000);
  const late = once(soon, 'abort').then(() => 'late');
  expect(runs).toHaveLength(2);
  for (const ended of runs) expect(await Promise.race([ended, late])).toEqual({ exitCode: 0, stderr: '' });
});

test('the probes of one call may take three minutes in all', async () => {
  const run: RunProgram = (_command, _stdin, _onStdout, _withinMs, signal) =>
    once(signal, 'abort').then(() => ({ exitCode: 1, stderr: '' }));
  await using client = programClient(place, run, 'n1');
  using _ = hurriedWaits();
  for (const [count, ms] of [
    [2, 27_000],
    [500, 205_000],
  ] as const) {
    const results = await client.probe(Array.from({ length: count }, () => request(1, 1_000)));
    expect(new Set(results.map(({ detail }) => detail))).toEqual(new Set([`no results within ${ms} ms`]));
  }
});

/** Gives the probes from the nth to that one no local port but one, which is taken. */
function crowded(from: number, to: number, taken: number, run: RunProgram): RunProgram {
  let nth = -1;
  const onlyTaken = (text: string) =>
    text.replace(/^local-port = \d{5}-\d{5}$/gm, (line) => {
      nth += 1;
      return from <= nth && nth < to ? `local-port = ${taken}-${taken}` : line;
    });
  return (command, stdin, ...rest) => {
    const crowding = new Transform({ transform: (chunk, _, done) => done(null, onlyTaken(String(chunk))) });
    return run(command, stdin.pipe(crowding), ...rest);
  };
}

test('a probe whose local ports are all taken is given others, and none for ever', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS), { host: '127.0.0.2' });
  await using other = await tcpServer(() => {});
  const ask = async (from: number, to: number) => {
    const run = crowded(from, to, other.port, localProgram());
    await using client = programClient(place, run, 'n1');
    const target = { ...request(server.port).target, host: '127.0.0.2' };
    return await client.probe(['a', 'b', 'c'].map((token) => ({ target, token, timeoutMs: 2000 })));
  };
  const results = await ask(1, 3);
  expect(results.map(({ outcome, request: { token } }) => [outcome, token])).toEqual([
    ['answered', 'a'],
    ['answered', 'b'],
    ['answered', 'c'],
  ]);
  const attempts = 5;
  const [first] = await ask(0, 3 * attempts);
  expect([first?.outcome, first?.detail]).toEqual(['broken', expect.stringContaining('Address already in use')]);
});

test('two calls at once are two runs', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const { run, runs } = counted(localProgram());
  await using client = programClient(place, run, 'n1');
  await Promise.all([client.probe([request(server.port)]), client.probe([request(server.port)])]);
  expect(runs()).toBe(2);
});

test('a program that can not be run breaks every probe', async () => {
  const run: RunProgram = async () => {
    throw new Error('exec in pod web/client: refused by the API: 404 NotFound');
  };
  await using client = programClient(place, run, 'n1');
  const results = await client.probe([request(1), request(1)]);
  const broken = ['broken', 'exec in pod web/client: refused by the API: 404 NotFound'];
  expect(short(results)).toEqual([broken, broken]);
});

test('a program that ends too early breaks what it did not report', async () => {
  const run: RunProgram = async () => ({ exitCode: 137, stderr: 'Killed\n' });
  await using client = programClient(place, run, 'n1');
  const results = await client.probe([request(1)]);
  expect(short(results)).toEqual([['broken', 'the program ended with exit code 137: Killed']]);
});

test('a place without curl', async () => {
  const run = localProgram(['/bin/sh'], { PATH: '/nowhere' });
  await using client = programClient(place, run, 'n1');
  const [result] = await client.probe([request(1)]);
  expect(result?.outcome).toBe('broken');
  expect(result?.detail).toMatch(/^curl ended with exit code 127 and no report of this probe: .*curl: not found/);
});

test('a place without stdbuf', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const path = await mkdtemp(join(tmpdir(), 'without-stdbuf-'));
  for (const tool of ['curl', 'dd']) {
    const { stdout } = spawnSync('which', [tool], { encoding: 'utf8' });
    await symlink(stdout.trim(), join(path, tool));
  }
  await using client = programClient(place, localProgram(['/bin/sh'], { PATH: path }), 'n1');
  const results = await client.probe([request(server.port), request(1), request(server.port)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'refused', 'answered']);
  await rm(path, { recursive: true });
});

test('an abort breaks what is under way, and keeps what had come', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  await using silent = await tcpServer(() => {});
  const started = performance.now();
  const requests = [request(server.port), request(silent.port, 20_000), request(server.port)];
  await using client = programClient(place, localProgram(), 'n1');
  const results = await client.probe(requests, AbortSignal.timeout(500));
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'broken', 'broken']);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('an abort that comes once its call is over breaks no later one', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  await using slow = await tcpServer((socket) => void setTimeout(() => socket.end(OURS), 300));
  await using client = programClient(place, localProgram(), 'n1');
  const over = new AbortController();
  await client.probe([request(server.port)], over.signal);
  const later = client.probe([request(slow.port)]);
  over.abort(new Error('over'));
  expect(short(await later)).toEqual([['answered', expect.anything()]]);
});

test('a stream is one run: a new connection each time, results as they come', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const { run, runs } = counted(localProgram());
  await using client = programClient(place, run, 'n1');
  await using stream = client.stream(request(server.port), 20);
  while (stream.results.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  const results = await stream.stop();
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
  expect([runs(), server.connections()]).toEqual([1, results.length]);
  expect((results[4]?.sentAt ?? 0) - (results[0]?.sentAt ?? 0)).toBeGreaterThan(50);
  expect(await stream.stop()).toBe(results);
  expect((await client.look([request(server.port)])).map(({ outcome }) => outcome)).toEqual(['answered']);
  expect(runs()).toBe(1);
});

test('a stream keeps its pace where what it says comes late', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const run = localProgram();
  const LATE_MS = 2_000;
  const late: RunProgram = (command, stdin, onStdout, ...rest) => {
    let state: 'prompt' | 'late' | 'over' = 'prompt';
    let held = '';
    const hold = (text: string) => {
      if (state === 'late') held += text;
      else onStdout(text);
      if (state !== 'prompt') return;
      state = 'late';
      setTimeout(() => {
        state = 'over';
        onStdout(held);
      }, LATE_MS);
    };
    return run(command, stdin, hold, ...rest);
  };
  await using client = programClient(place, late, 'n1');
  await using stream = client.stream(request(server.port), 50);
  while (stream.results.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const at = (await stream.stop()).map(({ sentAt }) => sentAt);
  const pauses = at.slice(1).map((each, nth) => each - (at[nth] ?? 0));
  expect(Math.max(...pauses)).toBeLessThan(LATE_MS / 2);
});

test('a stream whose program breaks keeps what had come, and a broken probe with the reason is its last', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const run = localProgram();
  const breaking: RunProgram = async (command, stdin, onStdout, runWithinMs) => {
    await run(command, stdin, onStdout, runWithinMs, AbortSignal.timeout(500)).catch(() => {});
    throw new Error('the connection closed');
  };
  await using client = programClient(place, breaking, 'n1');
  const stream = client.stream(request(server.port), 50);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const results = await stream.stop();
  expect(results.length).toBeGreaterThan(2);
  expect(new Set(short(results.slice(0, -1)).map(String))).toEqual(new Set(['answered,']));
  expect(short(results.slice(-1))).toEqual([['broken', 'the connection closed']]);
});

test('a stream that can not be sent is a broken probe', async () => {
  const nobody = { ...request(1), target: { ...request(1).target, host: 'a"b' } };
  await using client = programClient(place, localProgram(), 'n1');
  const results = await client.stream(nobody, 50).stop();
  expect(short(results)).toEqual([['broken', '"a"b" is neither an IP address nor a DNS name']]);
});

test('a stream that nobody listens to any more ends by itself', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  const child = spawn(SOCKET_COMMAND[0] ?? '', SOCKET_COMMAND.slice(1));
  child.stdin.write(SOCKET_PROGRAM);
  child.stdin.write(`1 m\n1 stream tcp 127.0.0.1 ${server.port} 1000 10 GET / HTTP/1.1\\r\\n\\r\\n\n`);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  let connections: number;
  do {
    connections = server.connections();
    await sleep(500);
  } while (server.connections() > connections);
  child.stdin.end();
  await once(child, 'exit');
});

test('limits that are over before they begin spoil nothing that comes later', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  await using client = programClient(place, localProgram(), 'n1');
  const short = Array.from({ length: 20 }, (_, n) => request(server.port, n % 2 === 0 ? 0.001 : 1));
  await client.look(short);
  const results = await client.look([request(server.port), request(server.port)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['answered', 'answered']);
});

test('a trial of a closed door is one probe, of an open one as many as were asked for', async () => {
  await using server = await tcpServer((socket) => socket.end(OURS));
  await using client = programClient(place, localProgram(), 'n1');
  const open = await client.trial([request(server.port), request(server.port), request(server.port)]);
  expect(open.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered']);
  const closed = await client.trial([request(1), request(1), request(1)]);
  expect(closed.map(({ outcome }) => outcome)).toEqual(['refused']);
});

test('probes of one call leave from ports of their own, none of which the kernel gives to others', async () => {
  await using server = await tcpServer((socket) => socket.write(OURS));
  await using client = programClient(place, localProgram(), 'n1');
  const results = await client.probe(Array.from({ length: 40 }, () => request(server.port)));
  const ports = results.map(({ local }) => local?.port ?? 0);
  expect(new Set(ports).size).toBe(40);
  expect(ports.filter((port) => port < 12_000 || port > 29_999)).toEqual([]);
});

test('no two probes of a target leave from one port, those that came too early and the judged ones among them', async () => {
  await using server = await tcpServer((socket) => socket.write(OURS));
  await using client = programClient(place, localProgram(), 'n1');
  const batch = () => Array.from({ length: 100 }, () => request(server.port));
  const results = [await client.trial(batch()), await client.probe(batch()), await client.probe(batch())].flat();
  const ports = results.map(({ local }) => local?.port ?? 0);
  expect(new Set(ports).size).toBe(300);
});

test('the port of a datagram that nobody answered is given to nobody, as a node may remember where it led', async () => {
  await using server = createSocket('udp4');
  const came = once(server.bind(0, '127.0.0.1'), 'message');
  await once(server, 'listening');
  await using client = programClient(place, localProgram(), 'n1');
  const asked = {
    ...request(server.address().port, 100),
    target: { ...request(server.address().port).target, protocol: 'UDP' as const },
  };
  expect(short(await client.trial([asked]))).toEqual([['timeout', 'no reply within 100 ms']]);
  const [, { port }] = (await came) as [Buffer, { port: number }];
  await using other = createSocket('udp4').bind(port);
  await expect(once(other, 'listening')).rejects.toThrow('EADDRINUSE');
});
