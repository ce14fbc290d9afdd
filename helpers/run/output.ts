import { type TerminalStyle, terminalStyle } from '../report/terminal-style.ts';
import type { Progress } from './context.ts';
import type { Options } from './options.ts';

/** Where a run says what it does, and how much of it. */
export interface Output {
  readonly stream: NodeJS.WriteStream & { readonly fd: 1 | 2 };
  readonly progress: Progress;
  readonly style: TerminalStyle;
  /** One line; nothing where the run is to be quiet. */
  say(line: string): void;
}

/** Standard output, or standard error where the report is to have standard output for itself. */
export function outputOf(
  { json, quiet }: Pick<Options, 'json' | 'quiet'>,
  env: NodeJS.ProcessEnv,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Output {
  const stream = json ? stderr : stdout;
  const live = stream.isTTY && env.TERM !== 'dumb';
  return {
    stream,
    progress: quiet ? 'quiet' : live ? 'live' : 'lines',
    style: terminalStyle(stream, env),
    say: (line) => {
      if (!quiet) stream.write(`${line}\n`);
    },
  };
}
