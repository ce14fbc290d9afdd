/** Runs spec files in this process, beside the cluster that they ask, on a clock that stands still while there is anything to do. */
import { fileURLToPath } from 'node:url';
import { installClock } from '../time/install.ts';
import { pump } from '../time/pump.ts';
import { VirtualClock } from '../time/virtual-clock.ts';
import { SPEC_FILES_VARIABLE } from './spec-files-variable.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const TOGETHER = fileURLToPath(new URL('together.spec.ts', import.meta.url));
const SANDBOX = fileURLToPath(new URL('../time/sandbox.ts', import.meta.url));

/** They wait more than they compute, and waiting costs nothing. */
const AT_ONCE = 1_000;

export interface SpecsToRun {
  readonly files: readonly string[];
  readonly reporter: string;
  /** What the specs find in their environment. */
  readonly env: Readonly<Record<string, string>>;
}

let clock: VirtualClock | undefined;

/** @returns Jest's exit code. */
export async function runSpecsHere({ files, reporter, env }: SpecsToRun): Promise<number> {
  Object.assign(process.env, env, { [SPEC_FILES_VARIABLE]: JSON.stringify(files) });
  if (!clock) {
    clock = new VirtualClock(Date.now());
    installClock(clock);
  }
  using _pump = pump(clock);
  process.chdir(ROOT);
  // It takes its timers from here when it is loaded.
  const { buildArgv, runCLI } = await import('jest');
  const argv = await buildArgv([
    ...['--runInBand', `--maxConcurrency=${AT_ONCE}`, `--reporters=${reporter}`],
    ...[`--setupFiles=${SANDBOX}`, `--testMatch=${TOGETHER}`],
  ]);
  const { results } = await runCLI(argv, [ROOT]);
  return results.success ? 0 : 1;
}
