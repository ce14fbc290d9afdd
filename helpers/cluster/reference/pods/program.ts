import { setTimeout as sleep } from 'node:timers/promises';

export interface Stdio {
  /** The lines of the standard input, without their ends; undefined at its end. */
  line(): Promise<string | undefined>;
  /** So many bytes of it; undefined where its end comes before. */
  bytes(count: number): Promise<string | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** Aborts when nobody waits for the program any more. */
  readonly signal: AbortSignal;
}

/** Runs to its exit code. */
export type Program = (stdio: Stdio) => Promise<number>;

/** Waits, or rejects when the program is given up. */
export async function pause(ms: number, { signal }: Stdio): Promise<void> {
  await sleep(ms, undefined, { signal });
}
