/** Ctrl-C and kill at any moment: each ends the run with nothing left, or with what `npm run clean` removes. */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { systemProcesses } from '../cluster/processes.ts';
import { deadRunsBut, NOTHING, startCli } from './cli-fixture.ts';

/** A run of one node that is interrupted is over long before this, in ms. */
const AT_MOST_MS = 90_000;

/** From a spec's verdict to the end of Jest, in ms. */
const LAST_SPEC_MS = 20_000;

/** From the end of a run to that of its specs, in ms. */
const ORPHAN_MS = 2_000;

const ONE = ['--profile', 'article', '--nodes', '1'];
const STOPPING = 'SIGINT: stopping, and removing what was made (once more to end at once)\n';

/** Process ids of everything that a process started, at any depth. */
function descendants(pid: number | undefined): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const children = rows.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => systemProcesses().startOf(pid) !== undefined);
}

/** Resolves when none of them runs any more. @throws with those that still do after `within` ms. */
async function gone(pids: readonly number[], within: number): Promise<void> {
  const until = performance.now() + within;
  while (alive(pids).length > 0) {
    if (performance.now() > until) throw new Error(`after ${within} ms these still run: ${alive(pids).join(', ')}`);
    await sleep(20);
  }
}

test.each([
  ['the containers start', /network created/],
  ['the specs run', /^✓ ARTICLE-1 /m],
])(
  'Ctrl-C while %s',
  async (_, moment) => {
    await using cli = await startCli(ONE);
    await cli.seen(moment);
    const started = descendants(cli.child.pid);
    cli.child.kill('SIGINT');
    const { exitCode, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: STOPPING });
    expect(cli.report()).toMatchObject({ verdict: 'inconclusive', errors: ['the run was interrupted by SIGINT'] });
    expect({ left: await cli.left(), alive: alive(started) }).toEqual({ left: NOTHING, alive: [] });
  },
  AT_MOST_MS,
);

test(
  'Ctrl-C while everything is being removed: it still is, and the verdicts stand',
  async () => {
    await using cli = await startCli([...ONE, '--focus', 'ARTICLE-2']);
    await cli.seen(/^✓ ARTICLE-2 /m);
    await gone(descendants(cli.child.pid), LAST_SPEC_MS);
    cli.child.kill('SIGINT');
    const { exitCode, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: STOPPING });
    expect(cli.report()).toMatchObject({ verdict: 'passed', totals: { passed: 1, inconclusive: 0 }, errors: [] });
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);

test(
  'Ctrl-C on a terminal reaches npm and its shell too: they wait until everything is removed',
  async () => {
    await using cli = await startCli(ONE, { npm: true });
    await cli.seen(/network created/);
    const started = descendants(cli.child.pid);
    process.kill(-(cli.child.pid ?? 0), 'SIGINT');
    // npm ends as its shell did, and shells differ: by the signal, or with its exit code.
    const { exitCode, signal, stderr } = await cli.ended;
    expect(exitCode ?? signal).toEqual(signal ? 'SIGINT' : 130);
    expect(stderr).toContain(STOPPING);
    expect({ left: await cli.left(), alive: alive(started) }).toEqual({ left: NOTHING, alive: [] });
  },
  AT_MOST_MS,
);

test(
  'killed, its specs end by themselves, and clean removes what is left; before that it leaves the run alone',
  async () => {
    await using cli = await startCli(ONE);
    await cli.seen(/^✓ ARTICLE-2 /m);
    const runId = await cli.runId();
    expect(await deadRunsBut(runId)).toEqual([]);
    const before = await cli.clean();
    expect(before).toMatchObject({ exitCode: 0, stderr: '' });
    expect(before.stdout).toMatch(
      new RegExp(`^left run ${runId} on the Docker engine: its process ${cli.child.pid} on \\S+ may still run, until `),
    );
    expect(before.stdout).not.toContain('removed');

    const started = descendants(cli.child.pid);
    expect(started.length).toBeGreaterThan(1);
    cli.child.kill('SIGKILL');
    await gone(started, ORPHAN_MS);
    expect((await cli.left()).engine).toHaveLength(2);
    expect(await cli.clean()).toMatchObject({
      ...{ exitCode: 0, stderr: '' },
      stdout: expect.stringMatching(
        new RegExp(
          `^removed run ${runId}: 1 container \\(${runId}-server\\); 1 network \\(${runId}-nodes\\)\nremoved folder \\S+/service-conformance-${runId}-\\w+\n$`,
        ),
      ),
    });
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);
