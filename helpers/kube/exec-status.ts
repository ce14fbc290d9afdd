import type { V1Status } from '@kubernetes/client-node';

/**
 * What the status frame at the end of an exec means: an exit code, or the server's words on why there is none.
 * @throws {SyntaxError} if it is not JSON.
 */
export function readExecStatus(frame: string): { exitCode: number } | { failure: string } {
  const { status, reason, message, details } = Object(JSON.parse(frame)) as V1Status;
  if (status === 'Success') return { exitCode: 0 };
  const exitCode = details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message ?? '';
  if (reason === 'NonZeroExitCode' && /^-?\d+$/.test(exitCode)) return { exitCode: Number(exitCode) };
  return { failure: [reason, message].filter(Boolean).join(': ') || frame };
}
