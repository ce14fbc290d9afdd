/** What the command says and leaves where no cluster can come up. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cliEnded, NOTHING, startCli } from './cli-fixture.ts';
import { type Asked, refusingEngine } from './refusing-engine.ts';

/** A start that fails is over long before this, in ms. */
const AT_MOST_MS = 60_000;

/** All of a run's output, with `errors` indented as they stand. */
function whole(opening: string, rungs: string, errors: string): RegExp {
  return new RegExp(
    `^run sc-\\w{6}: 1 requirement on a throwaway k3s, ${opening}; removed afterwards\\n${rungs}\\nerrors:\\n  ${errors}\\n\\nreport: report/report\\.json, and report/failures/ID/ for each that did not pass\\n\\ninconclusive: 0 passed, 0 failed, 1 inconclusive, 0 skipped in [\\d.]+ m?s; to repeat only those: npm start -- --last-failed\\n$`,
  );
}

const ONE = ['--cluster', 'k3s', '--focus', 'ARTICLE-2', '--nodes', '1'];
const REACHED = '  Docker engine reachable +[\\d.]+ m?s\\n';
const notDone = (rung: string) => `  ${rung} +[\\d.]+ m?s  not done\\n`;

test.each([
  ['', {}],
  [', in CI', { CI: 'true' }],
])(
  'no Docker%s',
  async (_, env) => {
    const { exitCode, stdout, stderr, left, report } = await cliEnded(ONE, {
      env: { ...env, DOCKER_HOST: 'tcp://127.0.0.1:1' },
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      whole(
        '1 node of \\S+',
        notDone('Docker engine reachable'),
        'start failed at "Docker engine reachable" after \\d\\.\\d s: no Docker engine answers at DOCKER_HOST=tcp://127\\.0\\.0\\.1:1: connect ECONNREFUSED 127\\.0\\.0\\.1:1; start one, or set DOCKER_HOST, until `docker version` shows a server',
      ),
    );
    expect({ exitCode, left, code: report.exitCode }).toEqual({ exitCode: 2, left: NOTHING, code: 2 });
  },
  AT_MOST_MS,
);

test(
  "a node image that can't be pulled",
  async () => {
    const image = '127.0.0.1:1/does-not:exist';
    const { exitCode, stdout, stderr, left } = await cliEnded(ONE, { env: { K3S_IMAGE: image } });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      whole(
        `1 node of ${image}`,
        `${REACHED}${notDone('images present')}`,
        `start failed at "images present" after \\d\\.\\d s: image ${image} can't be pulled: Get "https?://127\\.0\\.0\\.1:1/v2/": [^;]*connection refused; try \`docker pull ${image}\`, or set K3S_IMAGE to an image that the engine has`,
      ),
    );
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: NOTHING });
  },
  AT_MOST_MS,
);

const creates = ({ method, path }: Asked, what: 'containers' | 'networks') =>
  method === 'POST' && path.includes(`/${what}/create`);

test.each([
  [
    'no privileged containers',
    'authorization denied by plugin guard: privileged is not allowed',
    (asked: Asked) => creates(asked, 'containers') && /"Privileged":\s*true/.test(asked.body),
    'the Docker engine takes no privileged containers, and a k3s node is one: authorization denied by plugin guard: privileged is not allowed; use an engine that allows `docker run --privileged`',
  ],
  [
    'a full disk',
    'mkdir /var/lib/docker/overlay2/1: no space left on device',
    (asked: Asked) => creates(asked, 'containers'),
    "the Docker engine's disk is full: mkdir /var/lib/docker/overlay2/1: no space left on device; see `docker system df`, make room with `docker system prune`",
  ],
  [
    'no network left',
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    (asked: Asked) => creates(asked, 'networks'),
    "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network; see `docker info` and the engine's log",
  ],
])(
  'an engine with %s',
  async (_, words, refuses, message) => {
    await using engine = await refusingEngine((asked) => (refuses(asked) ? words : undefined));
    const { exitCode, stdout, stderr, left, report } = await cliEnded(ONE, { env: { DOCKER_HOST: engine.url } });
    expect(stderr).toBe('');
    expect(report.errors).toEqual([expect.stringContaining(message)]);
    expect(stdout).toContain(`\nerrors:\n  ${report.errors[0]}\n\nreport: `);
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: NOTHING });
  },
  AT_MOST_MS,
);

test(
  'an engine that removes nothing: what stopped the run and what is left are both said',
  async () => {
    let removals = 0;
    const refuses = ({ method, path }: Asked) => {
      if (method !== 'DELETE' || !path.includes('/networks/')) return false;
      removals += 1;
      return removals > 1; // the first is of the network that only finds free addresses
    };
    await using engine = await refusingEngine((asked) => (refuses(asked) ? 'removal is not allowed' : undefined));
    await using cli = await startCli([...ONE, '--deadline', '3s'], { env: { DOCKER_HOST: engine.url } });
    const { exitCode } = await cli.ended;
    const runId = await cli.runId();
    expect(cli.report().errors).toEqual([
      "the run's deadline of 3 s came: give it more by --deadline",
      `not all of run ${runId} could be removed: network ${runId}-nodes: removal is not allowed; try \`npm run clean\``,
    ]);
    expect(exitCode).toBe(2);
  },
  AT_MOST_MS,
);

test(
  'the deadline comes during the start',
  async () => {
    const { exitCode, stdout, stderr, left } = await cliEnded([...ONE, '--deadline', '5s']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /\n {2}[\w ]+ +[\d.]+ m?s {2}not done\n\nerrors:\n {2}the run's deadline of 5 s came: give it more by --deadline\n\nreport: /,
    );
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: NOTHING });
  },
  AT_MOST_MS,
);

// Only where the kernel is this machine's own can the test know what it has.
const hasIpvs = existsSync('/proc/net/ip_vs') || process.platform !== 'linux';

(hasIpvs ? test.skip : test)(
  '--proxy-mode ipvs on a kernel without ip_vs',
  async () => {
    const { exitCode, stdout, stderr, left } = await cliEnded([...ONE, '--proxy-mode', 'ipvs']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /\nerrors:\n {2}start failed at "[\w ]+" after [\d.]+ s: node (sc-\w{6}-server) exited with code 1: the kernel of the Docker host has no ip_vs: modprobe ip_vs there, or choose --proxy-mode iptables\|nftables\n {4}last lines of \1's log:\n(?: {6}.+\n)+\nreport: /,
    );
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: NOTHING });
  },
  AT_MOST_MS,
);

test(
  "an nginx image that the nodes can't pull is said in half a minute",
  async () => {
    const image = '127.0.0.1:1/does-not:exist';
    const { exitCode, stdout, stderr, left, report } = await cliEnded(ONE, { env: { NGINX_IMAGE: image } });
    expect(stderr).toBe('');
    expect(report.errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^start failed at "client pods ready on every node" after 2\\d\\.\\d s: pod sc-\\w{6}-clients/(pod|node)-client-\\w+ on node sc-\\w{6}-server does not get image ${image}: \\w+: .*connection refused.*; set NGINX_IMAGE to one that the nodes can pull$`,
        ),
      ),
    ]);
    expect(stdout).toContain(`\nerrors:\n  ${report.errors[0]}\n\nreport: `);
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: NOTHING });
  },
  AT_MOST_MS,
);

test(
  'a folder for temporary files that there is not',
  async () => {
    const tmp = join(import.meta.dirname, 'no-such-folder');
    await using cli = await startCli(ONE, { env: { TMPDIR: tmp } });
    expect(await cli.ended).toEqual({
      exitCode: 2,
      signal: null,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(`^no folder for the run can be made in ${tmp}: ENOENT: .*; make room, or set TMPDIR\n$`),
      ),
    });
  },
  AT_MOST_MS,
);

// Only root may make a disk that is small enough.
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

(isRoot ? test : test.skip)(
  'a disk that is full when the report is written: the terminal has said everything before',
  async () => {
    const prepare = (folder: string) => mountFull(join(folder, 'report'));
    await using cli = await startCli(ONE, { prepare, env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } });
    using mounted = new DisposableStack();
    mounted.defer(() => execFileSync('/bin/umount', [join(cli.folder, 'report')]));
    const { exitCode, stdout, stderr } = await cli.ended;
    expect(stderr).toBe("the report can't be written to report/: ENOSPC: no space left on device, write\n");
    expect(stdout).toContain('\nerrors:\n  start failed at "Docker engine reachable" after ');
    expect({ exitCode, left: await cli.left() }).toEqual({ exitCode: 2, left: NOTHING });
    expect(readdirSync(join(cli.folder, 'report'))).toEqual(['full']);
  },
  AT_MOST_MS,
);

function mountFull(path: string): void {
  const bytes = 8_192;
  mkdirSync(path);
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path]);
  writeFileSync(join(path, 'full'), Buffer.alloc(bytes));
}
