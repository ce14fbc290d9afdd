import type { Readable } from 'node:stream';
import type { ProgramEnd, RunProgram, StartProgram } from './run-program.ts';

/** For unit tests: an exec in which nothing happens by itself. */
export class LocalExec {
  command: readonly string[] = [];
  withinMs = 0;
  /** All that its program was given. */
  read = '';
  say: (text: string) => void = () => {};
  stdin: Readable | undefined;
  signal: AbortSignal | undefined;
  readonly over = Promise.withResolvers<ProgramEnd>();

  readonly run: RunProgram = (command, stdin, onStdout, runWithinMs, signal) => {
    Object.assign(this, { command, stdin, say: onStdout, withinMs: runWithinMs, signal });
    stdin.on('data', (bytes: Buffer) => {
      this.read += String(bytes);
    });
    return this.over.promise;
  };

  readonly start: StartProgram = (...how) => this.run([], ...how);
}
