import { accessSync, constants, mkdirSync } from 'node:fs';

/** Makes the report's folder before anything is started, so that no minutes are spent on what can't be written. */
export function openReportFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw notWritten(dir, error);
  }
}

/** What to say where the system refuses to write the report. Any other error stays as it is. */
export function notWritten(dir: string, error: unknown): unknown {
  if (typeof Object(error).errno !== 'number') return error;
  return new Error(`the report can't be written to ${dir}/: ${(error as Error).message}`, { cause: error });
}
