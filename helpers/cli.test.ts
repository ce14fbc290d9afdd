/** The command as a person runs it, with everything that needs no cluster: wrong usage, no engine, an engine that hangs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { RunReport } from './report/results.ts';
import { SAMPLE_REPORT } from './report/sample.ts';
import { temporaryFolder } from './report/temporary-folder.ts';
import { REQUIREMENTS } from './requirements.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

/** A command that does not end is killed after this long. */
const AT_MOST_MS = 30_000;

/** Nothing listens on port 1. */
const NO_ENGINE = 'tcp://127.0.0.1:1';

function started(argv: readonly string[], cwd: string, engine: string) {
  const child = spawn(process.execPath, [CLI, ...argv], {
    cwd,
    env: { PATH: process.env.PATH, DOCKER_HOST: engine, TESTCONTAINERS_RYUK_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: AT_MOST_MS,
    killSignal: 'SIGKILL',
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { child, ended: ended.then(([[exitCode], stdout, stderr]) => ({ exitCode, stdout, stderr })) };
}

function reportIn(folder: string): RunReport {
  return JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8'));
}

/** An engine that takes every connection and never says a word. */
async function hangingEngine() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connected = once(server, 'connection');
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connected,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test(
  '--help lists the options and ends with 0',
  async () => {
    using folder = temporaryFolder();
    const { exitCode, stdout, stderr } = await started(['--help'], folder.path, NO_ENGINE).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^npm start -- \[options\]\n/);
    expect(stdout).toContain('exit code: 0 passed, 1 a requirement failed, 2 the run could not tell, 64 wrong usage');
  },
  AT_MOST_MS,
);

test(
  '--list prints what is selected and ends with 0, without an engine and without a report',
  async () => {
    using folder = temporaryFolder();
    const argv = ['--list', '--profile', 'core', '--focus', 'SOURCE'];
    const { exitCode, stdout, stderr } = await started(argv, folder.path, NO_ENGINE).ended;
    const selected = REQUIREMENTS.filter(({ id, level }) => id.startsWith('SOURCE-') && level === 'core');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.match(/^[A-Z]+-\d+/gm)).toEqual(selected.map(({ id }) => id));
    for (const { sentence, source, upstream } of selected) {
      expect(stdout).toContain(`\n  ${sentence}\n`);
      expect(stdout).toContain(`\n  source    ${source}\n  upstream  ${upstream}\n`);
    }
    expect(readdirSync(folder.path)).toEqual([]);
  },
  AT_MOST_MS,
);

const TOPICS = [...new Set(REQUIREMENTS.map(({ id }) => id.slice(0, id.lastIndexOf('-'))))].join(', ');

test.each([
  [['--nodse', '3'], 'there is no option --nodse; did you mean --nodes?'],
  [['--profile', 'artcle'], '--profile artcle: one of article, core, all is needed; did you mean article?'],
  [
    ['--profile', 'article', '--focus', 'DNS-1'],
    '--profile article: nothing of what else was asked for belongs to it (DNS-1)',
  ],
  [['--nodes', '0'], '--nodes 0: a whole number from 1 to 50 is needed'],
  [
    ['--focus', 'ARTICLE-99'],
    `--focus ARTICLE-99: there is no such requirement or topic; did you mean ARTICLE-9? (topics: ${TOPICS})`,
  ],
  [['--require', 'NOTHING'], `--require NOTHING: there is no such requirement or topic (topics: ${TOPICS})`],
  [
    ['--compare', 'a.json', 'b.json'],
    "--compare: a.json can't be read (ENOENT: no such file or directory, open 'a.json')\n--compare: b.json can't be read (ENOENT: no such file or directory, open 'b.json')",
  ],
  [
    ['--last-failed'],
    "--last-failed: report/report.json can't be read (ENOENT: no such file or directory, open 'report/report.json'); run npm start first",
  ],
])(
  '%j ends with 64 and names what is wrong',
  async (argv, message) => {
    using folder = temporaryFolder();
    expect(await started(argv, folder.path, NO_ENGINE).ended).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: `${message}\nnpm start -- --help lists the options\n`,
    });
  },
  AT_MOST_MS,
);

test(
  'without an engine it ends with 2, and the report says of everything selected that it could not tell',
  async () => {
    using folder = temporaryFolder();
    const { exitCode } = await started(['--cluster', 'k3s', '--focus', 'ARTICLE'], folder.path, NO_ENGINE).ended;
    expect(exitCode).toBe(2);
    const report = reportIn(folder.path);
    const selected = REQUIREMENTS.filter(({ id }) => id.startsWith('ARTICLE-')).length;
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 2, cluster: null });
    expect(report.totals).toEqual({ passed: 0, failed: 0, inconclusive: selected, skipped: 0 });
    expect(report.errors).toEqual([expect.stringContaining(`no Docker engine answers at DOCKER_HOST=${NO_ENGINE}`)]);
  },
  AT_MOST_MS,
);

test(
  '--compare puts two reports side by side without an engine, and ends with 1 where something got worse',
  async () => {
    using folder = temporaryFolder();
    const [worse] = SAMPLE_REPORT.requirements.filter(({ verdict }) => verdict === 'passed');
    const requirements = SAMPLE_REPORT.requirements.filter((result) => result !== worse);
    writeFileSync(join(folder.path, 'a.json'), JSON.stringify(SAMPLE_REPORT));
    writeFileSync(join(folder.path, 'b.json'), JSON.stringify({ ...SAMPLE_REPORT, requirements }));
    const { exitCode, stdout, stderr } = await started(['--compare', 'a.json', 'b.json'], folder.path, NO_ENGINE).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain(`\nworse: ${worse?.id} passed in A and did not in B; `);
    expect(readdirSync(folder.path).sort()).toEqual(['a.json', 'b.json']);
  },
  AT_MOST_MS,
);

test(
  '--json leaves standard output to the report, and --quiet the rest to what is wrong',
  async () => {
    using folder = temporaryFolder();
    const { stdout, stderr } = await started(
      ['--cluster', 'k3s', '--focus', 'ARTICLE', '--json', '--quiet'],
      folder.path,
      NO_ENGINE,
    ).ended;
    expect(JSON.parse(stdout)).toEqual(reportIn(folder.path));
    expect(stderr).toMatch(/^errors:\n {2}[^\n]*no Docker engine answers at [^\n]+\ninconclusive: 0 passed, [^\n]+\n$/);
  },
  AT_MOST_MS,
);

test(
  'every run leaves a report for machines, for CI, for people, and for a pull request',
  async () => {
    using folder = temporaryFolder();
    await started(['--cluster', 'k3s', '--focus', 'ARTICLE'], folder.path, NO_ENGINE).ended;
    expect(readdirSync(join(folder.path, 'report')).sort()).toEqual([
      'failures',
      'index.html',
      'junit.xml',
      'report.json',
      'summary.md',
    ]);
  },
  AT_MOST_MS,
);

test(
  'where the report cannot be written it ends with 2 before anything is started',
  async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'report'), '');
    expect(await started([], folder.path, NO_ENGINE).ended).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: "the report can't be written to report/: EEXIST: file already exists, mkdir 'report'\n",
    });
  },
  AT_MOST_MS,
);

test(
  'Ctrl-C while an engine hangs ends with 130, and the report says why nothing was found',
  async () => {
    using folder = temporaryFolder();
    await using engine = await hangingEngine();
    const { child, ended } = started(['--cluster', 'k3s', '--focus', 'ARTICLE-1'], folder.path, engine.url);
    await engine.connected;
    child.kill('SIGINT');
    expect((await ended).exitCode).toBe(130);
    expect(reportIn(folder.path)).toMatchObject({
      verdict: 'inconclusive',
      errors: ['the run was interrupted by SIGINT'],
      totals: { passed: 0, failed: 0, inconclusive: 1, skipped: 0 },
    });
  },
  AT_MOST_MS,
);

test(
  'a deadline that comes while an engine hangs ends with 2 and its own name',
  async () => {
    using folder = temporaryFolder();
    await using engine = await hangingEngine();
    const { exitCode } = await started(
      ['--cluster', 'k3s', '--focus', 'ARTICLE-1', '--deadline', '1s'],
      folder.path,
      engine.url,
    ).ended;
    expect(exitCode).toBe(2);
    expect(reportIn(folder.path).errors).toEqual(["the run's deadline of 1 s came: give it more by --deadline"]);
  },
  AT_MOST_MS,
);
