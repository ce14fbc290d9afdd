import type { Readable } from 'node:stream';

/** How a program that was run ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  readonly stderr: string;
}

/**
 * Runs a command somewhere, by whatever exec there is.
 * Rejects if it breaks, is aborted, or has not ended `runWithinMs` after its start.
 */
export type RunProgram = (
  command: readonly string[],
  stdin: Readable,
  onStdout: (text: string) => void,
  runWithinMs: number,
  signal: AbortSignal,
) => Promise<ProgramEnd>;

/** RunProgram of a command that is known. */
export type StartProgram = (
  stdin: Readable,
  onStdout: (text: string) => void,
  runWithinMs: number,
  signal: AbortSignal,
) => Promise<ProgramEnd>;
