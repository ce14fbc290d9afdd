/** The real specs, on no cluster: with nothing selected, or on an API server that takes every connection and says nothing. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import { readErrors } from '../report/read-records.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { type RunContext, writeRunContext } from './context.ts';
import { companyOf, runSpecs } from './jest.ts';
import { specFiles } from './spec-files.ts';

const BOUNDS = { ...promiseBounds({}), hold: 20_000 };

/** The files that check the article. */
const ARTICLE = {
  files: specFiles().flatMap(({ path, ids }) => (ids.some((id) => id.startsWith('ARTICLE-')) ? [path] : [])),
  alone: false,
};

const AT_MOST_MS = 30_000;
const JEST_PROGRAM = createRequire(import.meta.url).resolve('jest/bin/jest');
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
    const request = { contextFile: contextIn(folder.path, 1, []), phase: ARTICLE, bounds: BOUNDS };
    expect(await runSpecs(request, new AbortController().signal)).toBe(0);
  },
  AT_MOST_MS,
);

/** Two specs, which say when they begin and end. */
const TWO_SPECS = `
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
const say = (word) => appendFileSync(new URL('said', import.meta.url), word);
for (const name of ['a', 'b']) {
  test.concurrent(name, async () => {
    say(name);
    await sleep(300);
    say(name);
  });
}
`;

test.each([
  ['alone one spec ends before the next begins', true, 'aabb'],
  ['in company specs run side by side', false, 'abab'],
])(
  '%s',
  (_, alone, said) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'x.spec.ts'), TWO_SPECS);
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    const specs = { testMatch: ['**/*.spec.ts'], extensionsToTreatAsEsm: ['.ts'], transform: {} };
    const args = [
      JEST_PROGRAM,
      '--config',
      JSON.stringify({ rootDir: folder.path, ...specs }),
      ...companyOf({ alone }),
    ];
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
    const { status } = spawnSync(process.execPath, args, { cwd: folder.path, env });
    expect({ status, said: readFileSync(join(folder.path, 'said'), 'utf8') }).toEqual({ status: 0, said });
  },
  AT_MOST_MS,
);

test('files in turn leave the specs of each side by side', () => {
  expect(companyOf({ alone: false, inTurn: true })).toEqual(['--runInBand']);
});

test(
  'the specs have the bounds of the run, and refuse those that can not be',
  async () => {
    using folder = temporaryFolder();
    const request = { contextFile: contextIn(folder.path, 1, []), phase: ARTICLE, bounds: { ...BOUNDS, hold: 1 } };
    expect(await runSpecs(request, new AbortController().signal)).toBe(1);
    const refused = "SERVICE_CONFORMANCE_BOUNDS: hold can't be 1; change bounds by --bound instead";
    expect(readErrors(folder.path)).toEqual([refused, refused].map((text) => expect.stringContaining(text)));
  },
  AT_MOST_MS,
);

test(
  'the signal stops the specs, whatever they wait for',
  async () => {
    using folder = temporaryFolder();
    await using server = await silentServer();
    const stop = new AbortController();
    const contextFile = contextIn(folder.path, server.port, ['ARTICLE-2']);
    const ended = runSpecs({ contextFile, phase: ARTICLE, bounds: BOUNDS }, stop.signal);
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
    const contextFile = contextIn(folder.path, server.port, ['ARTICLE-2']);
    const request = { contextFile, phase: ARTICLE, bounds: BOUNDS };
    const script = `
      import { companyOf, runSpecs } from ${JEST};
      await runSpecs(${JSON.stringify(request)}, new AbortController().signal);`;
    const run = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    await server.connected;
    run.kill('SIGKILL');
    await server.hungUp();
  },
  AT_MOST_MS,
);
