import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { BOUNDS_VARIABLE, type PromiseBounds } from '../bounds.ts';
import { RUN_CONTEXT_VARIABLE } from './context.ts';
import type { Phase } from './phases.ts';

/** After SIGTERM, until SIGKILL. */
const KILL_AFTER_MS = 3_000;

/**
 * Spec files side by side. The cluster's nodes run on the same cores: with more the probes themselves would be held up, and a
 * requirement whose probes can't be sent in time is inconclusive.
 */
const WORKERS = Math.min(Math.max(availableParallelism(), 2), 6);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SPECS_PROCESS = fileURLToPath(new URL('specs-process.ts', import.meta.url));
export const REPORTER = fileURLToPath(new URL('../report/jest-reporter.ts', import.meta.url));

/** What tells Jest how much runs at the same time. */
export function companyOf({ alone }: Pick<Phase, 'alone'>): string[] {
  return alone ? ['--runInBand', '--maxConcurrency=1'] : [`--maxWorkers=${WORKERS}`];
}

export interface SpecsRequest {
  /** Path of what the specs have to know. */
  readonly contextFile: string;
  readonly phase: Pick<Phase, 'files' | 'alone'>;
  readonly bounds: PromiseBounds;
}

/**
 * Runs the specs of a phase in a process group of their own, so that Ctrl-C reaches this process alone and the specs are stopped by it.
 * They end with this process, too, should it be killed. Resolves when all of it has ended, whatever came of it: verdicts are in the records.
 * @returns Jest's exit code, or null if it was stopped.
 */
export async function runSpecs(
  { contextFile, phase, bounds }: SpecsRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const args = [SPECS_PROCESS, `--reporters=${REPORTER}`, ...companyOf(phase), '--runTestsByPath', ...phase.files];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    // The channel carries nothing: its end is what the specs notice.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      [RUN_CONTEXT_VARIABLE]: contextFile,
      [BOUNDS_VARIABLE]: JSON.stringify(bounds),
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
