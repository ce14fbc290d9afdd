import { EXIT_USAGE } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** What `read` makes of a tool's command line; where that is wrong: one line of why, the usage, and an end with EXIT_USAGE. */
export function commandLine<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isWrongUsage(error)) throw error;
    // The sentence after the first is parseArgs' advice on words that start with a dash.
    console.error(`${error.message.split(/\. |\n/)[0]}\n\n${usage}`);
    process.exit(EXIT_USAGE);
  }
}

/** A whole number, at least `least`. @throws {UsageError} */
export function countOf(option: string, text: string, least = 1): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || text === '')
    throw new UsageError(`${option} ${text}: a whole number from ${least} on is needed`);
  return count;
}

function isWrongUsage(error: unknown): error is Error {
  return error instanceof UsageError || String(Object(error).code).startsWith('ERR_PARSE_ARGS');
}
