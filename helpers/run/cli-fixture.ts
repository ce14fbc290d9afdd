/** For tests with a real Docker engine: the command as a person runs it, and what it leaves behind. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import Docker from 'dockerode';
import packageJson from '../../package.json' with { type: 'json' };
import { engineRuns } from '../cluster/clean.ts';
import { leftOf } from '../cluster/k3s/engine-fixture.ts';
import { isAlive } from '../cluster/owner.ts';
import { removeRun } from '../cluster/remove-run.ts';
import type { RunReport } from '../report/results.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'helpers', 'cli.ts');
const CLEAN = join(ROOT, 'helpers', 'clean.ts');

/** What a shell of this machine would hand on; nothing of Jest's, and nothing that says this is CI. */
const HANDED_ON = /^(PATH|HOME|USER|K3S_IMAGE|NGINX_IMAGE|(DOCKER|TESTCONTAINERS)_.*)$/;

export const docker = new Docker();

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is still there of a run; volumes are those that were not there before and that no container has. */
export interface Left {
  readonly engine: readonly string[];
  readonly volumes: readonly string[];
  readonly folders: readonly string[];
}

export const NOTHING: Left = { engine: [], volumes: [], folders: [] };

export interface CliRun extends AsyncDisposable {
  readonly child: ChildProcess;
  /** Its working folder, which gets the report. */
  readonly folder: string;
  readonly ended: Promise<Ended>;
  /** Resolves when its output has come to match. @throws with all of its output if it ends before. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
  /** From its first line. */
  runId(): Promise<string>;
  report(): RunReport;
  left(): Promise<Left>;
  /** `npm run clean` with the same TMPDIR. */
  clean(argv?: readonly string[]): Promise<Ended>;
}

export interface CliSettings {
  readonly env?: NodeJS.ProcessEnv;
  /** As `npm start` in a process group of its own, as a terminal starts it. */
  readonly npm?: boolean;
  /** Called with its working folder before it starts. */
  readonly prepare?: (folder: string) => void;
}

/** Starts the command in a folder and with a TMPDIR of its own. Disposing of it ends it and removes what it left. */
export async function startCli(
  argv: readonly string[],
  { env = {}, npm = false, prepare }: CliSettings = {},
): Promise<CliRun> {
  const before = await unusedVolumes();
  const { path: folder, [Symbol.dispose]: removeFolder } = temporaryFolder();
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp);
  const given = Object.fromEntries(Object.entries(process.env).filter(([name]) => HANDED_ON.test(name)));
  const all = { ...given, TMPDIR: tmp, ...env };
  if (npm) writePackage(folder);
  prepare?.(folder);
  const [program, args] = npm ? ['npm', ['start', '--', ...argv]] : [process.execPath, [CLI, ...argv]];
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
  const started = follow(spawn(program, args, { cwd: folder, env: all, stdio, detached: npm }));
  const runId = async () => (await started.seen(/^run (sc-\w+): /m))[1] ?? '';
  return {
    ...started,
    folder,
    runId,
    report: () => JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8')),
    left: async () => ({
      engine: await leftOf(docker, await runId()),
      volumes: (await unusedVolumes()).filter((name) => !before.includes(name)),
      folders: readdirSync(tmp).filter((name) => name.startsWith('service-conformance-')),
    }),
    clean: (argv = []) => follow(spawn(process.execPath, [CLEAN, ...argv], { env: all, stdio })).ended,
    async [Symbol.asyncDispose]() {
      started.child.kill('SIGKILL');
      await started.ended;
      const id = await runId().catch(() => undefined);
      if (id) await removeRun(docker, id);
      removeFolder();
    },
  };
}

/** Other runs that clean would remove: a test that calls it must not do so beside a cluster that somebody has kept. */
export async function deadRunsBut(runId: string): Promise<string[]> {
  return [...(await engineRuns(docker))].flatMap(([id, labels]) => (id === runId || isAlive(labels) ? [] : [id]));
}

/** Runs the command to its end; nothing is removed but its folder, so look for what it left first. */
export async function cliEnded(
  argv: readonly string[],
  settings: CliSettings = {},
): Promise<Ended & { readonly left: Left; readonly report: RunReport }> {
  await using cli = await startCli(argv, settings);
  return { ...(await cli.ended), left: await cli.left(), report: cli.report() };
}

/** The same script as here, in another folder, so that the report of whoever runs the tests stays as it is. */
function writePackage(folder: string): void {
  const start = packageJson.scripts.start.replaceAll('helpers/', join(ROOT, 'helpers/'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'same', scripts: { start } }));
}

async function unusedVolumes(): Promise<string[]> {
  const { Volumes } = await docker.listVolumes({ filters: { dangling: ['true'] } });
  return (Volumes ?? []).map(({ Name }) => Name);
}

function follow(child: ChildProcess): Pick<CliRun, 'child' | 'ended' | 'seen'> {
  const output = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  let over = false;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += stripVTControlCharacters(chunk);
      for (const look of looks) look();
    });
  }
  const ended = once(child, 'close').then(([exitCode, signal]) => {
    over = true;
    for (const look of looks) look();
    return { exitCode, signal, ...output };
  });
  const seen = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.stdout) ?? pattern.exec(output.stderr);
        if (match) resolve(match);
        else if (over) reject(new Error(`it ended without ${pattern}:\n${output.stdout}${output.stderr}`));
        else return;
        looks.delete(look);
      };
      looks.add(look);
      look();
    });
  return { child, ended, seen };
}
