/** The real specs, on no cluster: with nothing selected, or on an API server that takes every connection and says nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { type RunContext, writeRunContext } from './context.ts';
import { runSpecs } from './jest.ts';

const AT_MOST_MS = 30_000;
const JEST = JSON.stringify(new URL('jest.ts', import.meta.url).href);

/** Specs that are stopped have hung up within this, in ms; by themselves they would wait for API_REQUEST_MS. */
const STOPPED_MS = 5_000;

async function silentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {}).resume()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connected: once(server, 'connection'),
    /** Resolves when nobody is connected any more. */
    hungUp: async () => {
      const signal = AbortSignal.timeout(STOPPED_MS);
      await Promise.all(sockets.filter((socket) => !socket.closed).map((socket) => once(socket, 'close', { signal })));
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Path of what the specs are to know. */
function contextIn(folder: string, port: number, selected: readonly string[]): string {
  const kubeconfig = join(folder, 'kubeconfig');
  const cluster = { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true };
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'x', users: [{ name: 'u', user: {} }] },
    ...{ clusters: [{ name: 'c', cluster }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }] },
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const path = join(folder, 'run.json');
  const all = { kubeconfig, runId: 'sc-1', nodes: [{ name: 'node-1', internalIPs: [] }] };
  const context = { cluster: all, selected, recordsDir: folder, nonce: 'n', labels: {} };
  writeRunContext(path, context as unknown as RunContext);
  return path;
}

test(
  'specs of which nothing is selected end well',
  async () => {
    using folder = temporaryFolder();
    expect(await runSpecs(contextIn(folder.path, 1, []), new AbortController().signal)).toBe(0);
  },
  AT_MOST_MS,
);

test(
  'the signal stops the specs, whatever they wait for',
  async () => {
    using folder = temporaryFolder();
    await using server = await silentServer();
    const stop = new AbortController();
    const ended = runSpecs(contextIn(folder.path, server.port, ['ARTICLE-2']), stop.signal);
    await server.connected;
    stop.abort();
    expect(await ended).toBeNull();
    await server.hungUp();
  },
  AT_MOST_MS,
);

test(
  'a run that is killed takes its specs with it',
  async () => {
    using folder = temporaryFolder();
    await using server = await silentServer();
    const context = contextIn(folder.path, server.port, ['ARTICLE-2']);
    const script = `
      import { runSpecs } from ${JEST};
      await runSpecs(${JSON.stringify(context)}, new AbortController().signal);`;
    const run = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    await server.connected;
    run.kill('SIGKILL');
    await server.hungUp();
  },
  AT_MOST_MS,
);
