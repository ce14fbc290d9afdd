/** The command line asks for something that there is not (EXIT_USAGE). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
