import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BOUNDS_VARIABLE, type PromiseBounds } from '../bounds.ts';
import { RUN_CONTEXT_VARIABLE } from './context.ts';
import type { Phase } from './phases.ts';
import { dealtOut, SHARES_VARIABLE } from './together.ts';

/** After SIGTERM, until SIGKILL. */
const KILL_AFTER_MS = 3_000;

/**
 * Specs side by side in each of two processes: they wait more than they compute. The cluster's nodes run on the same cores: with more the probes themselves
 * would be held up, and a requirement whose probes can't be sent in time is inconclusive.
 */
const SIDE_BY_SIDE = 9;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SPECS_PROCESS = fileURLToPath(new URL('specs-process.ts', import.meta.url));
export const REPORTER = fileURLToPath(new URL('../report/jest-reporter.ts', import.meta.url));

/** What tells Jest how much runs at the same time. */
export function companyOf({ alone, inTurn }: Pick<Phase, 'alone' | 'inTurn'>): string[] {
  if (inTurn) return ['--runInBand'];
  return alone ? ['--runInBand', '--maxConcurrency=1'] : ['--maxWorkers=2', `--maxConcurrency=${SIDE_BY_SIDE}`];
}

export interface SpecsRequest {
  /** Path of what the specs have to know. */
  readonly contextFile: string;
  readonly phase: Pick<Phase, 'files' | 'alone' | 'inTurn'>;
  readonly bounds: PromiseBounds;
  /** The file descriptor of this process that they print to; by default standard output. */
  readonly printTo?: number;
}

/**
 * Runs the specs of a phase in a process group of their own, so that Ctrl-C reaches this process alone and the specs are stopped by it.
 * They end with this process, too, should it be killed. Resolves when all of it has ended, whatever came of it: verdicts are in the records.
 * @returns Jest's exit code, or null if it was stopped.
 */
export async function runSpecs(
  { contextFile, phase, bounds, printTo = 1 }: SpecsRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const { entries, shares } = dealtOut(phase.files);
  const files = phase.alone || phase.inTurn ? phase.files : entries;
  const args = [SPECS_PROCESS, `--reporters=${REPORTER}`, ...companyOf(phase), '--runTestsByPath', ...files];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    // The channel carries nothing: its end is what the specs notice.
    stdio: ['ignore', printTo, 'inherit', 'ipc'],
    env: {
      ...process.env,
      [RUN_CONTEXT_VARIABLE]: contextFile,
      [BOUNDS_VARIABLE]: JSON.stringify(bounds),
      [SHARES_VARIABLE]: JSON.stringify(shares),
      TERM: 'dumb', // or Jest draws a progress of its own
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('exit', resolve);
  let killer: NodeJS.Timeout | undefined;
  const stop = () => {
    endGroup(child.pid, 'SIGTERM');
    killer = setTimeout(() => endGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await ended;
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(killer);
    endGroup(child.pid, 'SIGKILL'); // workers that outlived their parent
  }
}

function endGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
