/** The command as a person runs it on an existing cluster that can't be used, and what it never says of a kubeconfig. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import { failure, json, localApi } from '../kube/local-api.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const CHECK = JSON.stringify(new URL('check-cluster.ts', import.meta.url).href);

/** One that finds out by itself is over long before this, in ms. */
const AT_MOST_MS = 60_000;

async function ended(args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, TMPDIR: cwd },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: AT_MOST_MS,
    killSignal: 'SIGKILL',
  });
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout: stdout.replaceAll(cwd, 'FOLDER'), stderr: stderr.replaceAll(cwd, 'FOLDER') };
}

/** Everything in a folder as one text. */
function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
}

function kubeconfig(server: string, user: object): string {
  const cluster = { server, 'insecure-skip-tls-verify': true };
  const contexts = [
    { name: 'x', context: { cluster: 'c', user: 'ann' } },
    { name: 'y', context: { cluster: 'c', user: 'ann' } },
  ];
  return JSON.stringify({
    ...{ clusters: [{ name: 'c', cluster }], users: [{ name: 'ann', user }] },
    ...{ contexts, 'current-context': 'x' },
  });
}

const ONE = ['--focus', 'ARTICLE-2'];

test.each([
  ['missing', undefined, [], 'there is no such file'],
  ['empty', '', [], 'it is empty'],
  ['not YAML', '{ clusters: [', [], 'it is not YAML: see its line 1'],
  ['without the context', kubeconfig('https://c.example', {}), ['--context', 'q'], 'it has no context q; it has x, y'],
])(
  'a kubeconfig that is %s is wrong usage, in one line',
  async (_, content, more, why) => {
    using folder = temporaryFolder();
    if (content !== undefined) writeFileSync(join(folder.path, 'config'), content);
    const argv = [CLI, '--kubeconfig', join(folder.path, 'config'), ...more, ...ONE];
    expect(await ended(argv, folder.path)).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: `--kubeconfig FOLDER/config: ${why}\n`,
    });
  },
  AT_MOST_MS,
);

test(
  'a host that resolves to nothing is an error of the run, in one line',
  async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'config'), kubeconfig('https://nowhere.invalid', {}));
    const { exitCode, stdout, stderr } = await ended([CLI, '--kubeconfig', 'config', ...ONE], folder.path);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(stdout).toContain('\nerrors:\n  the host nowhere.invalid of context x resolves to nothing: see its server');
  },
  AT_MOST_MS,
);

const TOKEN = 'a token/that+is "quoted"';
const PASSING = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
const KEY = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIPlantedPlantedPlanted\n-----END EC PRIVATE KEY-----\n';

/** No form in which a secret was planted may be there. */
function expectNone(everything: string): void {
  for (const each of [TOKEN, JSON.stringify(TOKEN).slice(1, -1), PASSING, 'PlantedPlanted', btoa(KEY)]) {
    expect(everything).not.toContain(each);
  }
  // It was about to be said.
  expect(everything).toContain('[redacted]');
}

test(
  'an API server that repeats the credentials, and a login program that prints them: nobody sees them',
  async () => {
    await using api = await localApi({
      answer: ({ headers }, response) =>
        failure(response, 500, 'x', `no way for ${headers.authorization} with ${TOKEN} and ${KEY}`),
    });
    const at = `http://127.0.0.1:${api.port}`;
    const login = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' };
    const says = `echo 'login of ${PASSING} failed' >&2; exit 1`;
    const fails = { ...login, command: 'sh', args: ['-c', says] };
    for (const user of [{ token: TOKEN, 'client-key-data': btoa(KEY) }, { exec: fails }]) {
      using folder = temporaryFolder();
      writeFileSync(join(folder.path, 'config'), kubeconfig(at, user));
      const { exitCode, stdout, stderr } = await ended([CLI, '--kubeconfig', 'config', ...ONE], folder.path);
      expect(exitCode).toBe(2);
      expectNone(`${stdout}${stderr}${everythingIn(join(folder.path, 'report'))}`);
    }
    expect(api.seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  },
  AT_MOST_MS,
);

test(
  'nor what a spec meets while it runs',
  async () => {
    await using api = await localApi({
      answer({ headers, path }, response) {
        if (path === '/version/') json(response, 200, { gitVersion: 'v1.36.3' });
        else failure(response, 403, 'Forbidden', `no way for ${headers.authorization} with ${KEY}`);
      },
    });
    using folder = temporaryFolder();
    const recordsDir = join(folder.path, 'records');
    mkdirSync(recordsDir);
    writeFileSync(join(folder.path, 'config'), kubeconfig(`http://127.0.0.1:${api.port}`, { token: TOKEN }));
    const cluster = {
      kind: 'existing',
      kubeconfig: join(folder.path, 'config'),
      runId: 'sc-1',
      nodes: [{ name: 'n', internalIPs: ['127.0.0.1'] }],
      clients: [],
    };
    const outside = { kind: 'none', why: 'a test', wanted: false };
    const request = {
      cluster: { ...cluster, outside, proxyMode: 'unknown', ipFamilies: ['IPv4'], kubernetesVersion: 'v1.36.3' },
      ...{ selected: ['ARTICLE-2'], recordsDir, workDir: folder.path, labels: {} },
      options: { pairs: 'few', bounds: promiseBounds({}) },
    };
    const script = `
      import { checkCluster } from ${CHECK};
      const died = new Promise(() => {});
      await checkCluster({ ...${JSON.stringify(request)}, died }, new AbortController().signal);`;
    const { stdout, stderr } = await ended(['--input-type=module', '--eval', script], folder.path);
    expect(api.seen.length).toBeGreaterThan(0);
    expect(stdout).toContain('ARTICLE-2');
    expectNone(`${stdout}${stderr}${everythingIn(recordsDir)}`);
  },
  AT_MOST_MS,
);
