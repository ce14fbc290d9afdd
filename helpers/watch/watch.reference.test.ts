/** The command as a person runs it, on the reference cluster: how a watch ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { RunReport } from '../report/results.ts';
import { problemsOf } from '../report/schema.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const AT_MOST_MS = 60_000;

/** Watches one node of a reference cluster; stopped by the signal as soon as traffic flows, or by the deadline. */
async function watched(more: readonly string[], signal?: NodeJS.Signals) {
  using folder = temporaryFolder();
  const argv = [CLI, '--cluster', 'reference', '--nodes', '1', '--wait-and-watch', ...more];
  const child = spawn(process.execPath, argv, {
    cwd: folder.path,
    env: { PATH: process.env.PATH, TMPDIR: folder.path },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: AT_MOST_MS,
    killSignal: 'SIGKILL',
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (signal && /^watching /m.test(chunk.toString())) setTimeout(() => child.kill(signal), 2_000);
  });
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  const report: RunReport = JSON.parse(readFileSync(join(folder.path, 'report', 'report.json'), 'utf8'));
  return { exitCode, stdout, stderr, report };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s is the end that it waits for: nothing was broken, so it passes',
  async (signal) => {
    const { exitCode, stdout, stderr, report } = await watched([], signal);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `${signal}: stopping, and removing what was made (once more to end at once)\n`,
    });
    expect(stdout).toMatch(/^watched for \d\.\d s, \d+ probes: 10 of 10 paths answered$/m);
    expect(report).toMatchObject({ verdict: 'passed', errors: [], totals: { passed: 5, skipped: 0 } });
    expect(report.notice).toMatch(/; watched for \d\.\d s: did traffic keep flowing\?/);
    expect(problemsOf('report', report)).toBeNull();
    const timelines = report.requirements.flatMap(({ cells }) => cells.map(({ timeline }) => timeline));
    expect(timelines).toHaveLength(10);
    for (const each of timelines) expect(each?.runs.map(({ outcome }) => outcome)).toEqual(['answered']);
  },
  AT_MOST_MS,
);

test(
  'so is the deadline',
  async () => {
    const { exitCode, stderr, report } = await watched(['--deadline', '20']);
    expect({ exitCode, stderr, errors: report.errors }).toEqual({ exitCode: 0, stderr: '', errors: [] });
  },
  AT_MOST_MS,
);
