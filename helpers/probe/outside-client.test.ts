import { expect, test } from '@jest/globals';
import { CONTAINER, localEngine } from './local-engine.ts';
import { answer, tcpServer } from './local-servers.ts';
import { outsideClient } from './outside-client.ts';
import type { ProbeRequest } from './probe.ts';

const inContainer = (containerId: string) =>
  outsideClient({ kind: 'container', containerId, containerName: 'outside' }, 'n1');
const request = (port: number, timeoutMs = 2000): ProbeRequest => ({
  target: { kind: 'node IP', host: '127.0.0.1', port },
  token: 'a',
  timeoutMs,
});

test('names the place', async () => {
  const target = { kind: 'nodePort', host: '172.18.0.2', port: 30080 } as const;
  const curl = "curl -qsvg --noproxy '*' --max-time 3 'http://172.18.0.2:30080/'";
  const process = await outsideClient({ kind: 'process' }, 'n1');
  expect([process.kind, process.name, process.repeat(target)]).toEqual(['outside', 'this process', curl]);
  const box = await inContainer('c1');
  expect([box.kind, box.name, box.repeat(target)]).toEqual([
    'outside',
    'container outside',
    `docker exec outside ${curl}`,
  ]);
});

test('where there is no place outside, nothing that it is asked is told', async () => {
  await using client = await outsideClient(
    { kind: 'none', why: 'nodes have no address that can be reached', wanted: true },
    'n1',
  );
  expect([client.kind, client.name]).toEqual(['outside', 'no place']);
  const [result] = await client.probe([request(80)]);
  const why = 'no client outside: nodes have no address that can be reached';
  expect(result).toMatchObject({ outcome: 'broken', detail: why });
});

test('probes through the engine’s exec, each on a connection of its own', async () => {
  await using _ = await localEngine('runs it');
  await using server = await tcpServer((socket) => socket.end(answer('<!-- service-conformance n1 web/a -->')));
  await using client = await inContainer(CONTAINER);
  const results = await client.probe(Array.from({ length: 50 }, () => request(server.port)));
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
  expect(new Set(results.map(({ local }) => local?.port)).size).toBe(50);
});

test('a container that is gone', async () => {
  await using _ = await localEngine('runs it');
  const [result] = await (await inContainer('c2')).probe([request(1)]);
  expect(result?.outcome).toBe('broken');
  expect(result?.detail).toContain('No such container');
});

test('an exec whose connection closes early', async () => {
  await using _ = await localEngine('drops it');
  const [result] = await (await inContainer(CONTAINER)).probe([request(1)]);
  expect([result?.outcome, result?.detail]).toEqual([
    'broken',
    'docker exec: its connection closed before the program ended',
  ]);
});

test('an abort', async () => {
  await using _ = await localEngine('runs it');
  await using silent = await tcpServer(() => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('the run is over')), 300);
  const [result] = await (await inContainer(CONTAINER)).probe([request(silent.port, 20_000)], abort.signal);
  expect([result?.outcome, result?.detail]).toEqual(['broken', 'the run is over']);
});
