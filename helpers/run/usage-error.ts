/** The command line asks for something that there is not; exit code 64 (EX_USAGE of sysexits.h). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
