/** Why a run ends before its time. */
import { constants } from 'node:os';

export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  /** The exit code that a shell expects of it, whatever was found; undefined where what was found decides. */
  readonly exitCode: number | undefined;

  constructor(message: string, exitCode?: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** As shells count: 128 and the signal's number. */
const SIGNAL_EXIT = 128;

export interface StopWatch extends Disposable {
  /** Aborts, with a RunStopped as its reason, at a signal or at the deadline. */
  readonly signal: AbortSignal;
  /** From now on a signal or the deadline is the end that was waited for: what was found decides the exit code. */
  wanted(): void;
}

/**
 * Watches for Ctrl-C and its like, and for the deadline of the whole run. The first signal stops the run, which then
 * removes what it made; a second one ends the process at once.
 */
export function watchForStop(deadlineMs: number, print: (line: string) => void): StopWatch {
  const controller = new AbortController();
  let interrupted = false; // by a signal, maybe after the deadline
  let wanted = false;
  const onSignal = (name: NodeJS.Signals) => {
    const exitCode = SIGNAL_EXIT + constants.signals[name];
    if (interrupted) {
      print(`${name} again: ended at once; what is left is removed by: npm run clean`);
      process.exit(exitCode);
    }
    interrupted = true;
    print(`${name}: stopping, and removing what was made (once more to end at once)`);
    const why = `the run was interrupted by ${name}`;
    controller.abort(wanted ? new RunStopped(why) : new RunStopped(why, exitCode));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const overdue = new RunStopped(`the run's deadline of ${deadlineMs / 1000} s came: give it more by --deadline`);
  const timer = setTimeout(() => controller.abort(overdue), deadlineMs);
  return {
    signal: controller.signal,
    wanted: () => {
      wanted = true;
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
