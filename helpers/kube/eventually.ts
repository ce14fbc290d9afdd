import { POLL_EVERY_MS } from '../bounds.ts';
import { isConflict, isTransient } from './api-error.ts';
import { type Clock, systemClock } from './clock.ts';

/** Thrown by what is polled: not as wanted now, but it may still come. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** What somebody else was faster at is tried again. @throws {NotYet} in place of a conflict */
export async function unlessConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isConflict(error) ? new NotYet(error.message, { cause: error }) : error;
  }
}

/** A bound was reached. Its cause is the last thing that was thrown. */
export class WaitTimedOut extends Error {
  override readonly name = 'WaitTimedOut';
  readonly what: string;
  readonly withinMs: number;
  readonly attempts: number;
  /** The last mismatch, in one line; empty if no attempt came to an end. */
  readonly last: string;

  constructor(what: string, withinMs: number, attempts: number, elapsedMs: number, cause: unknown) {
    const last = cause === undefined ? '' : String(Object(cause).message);
    const tried = `${attempts} attempt${attempts === 1 ? '' : 's'} in ${Math.round(elapsedMs)} ms`;
    super(`${what}: not within ${withinMs} ms (${tried}); last: ${last || 'the first attempt never ended'}`, { cause });
    this.what = what;
    this.withinMs = withinMs;
    this.attempts = attempts;
    this.last = last;
  }
}

export interface WaitOptions {
  /** Bound of the whole wait, in ms. */
  readonly within: number;
  /** Pause between two attempts, in ms. */
  readonly every?: number;
  /** Ends the wait at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock;
}

export interface Settled<T> {
  readonly value: T;
  readonly elapsedMs: number;
  readonly attempts: number;
}

/**
 * Calls `fn` until it resolves. NotYet and a transient ApiError lead to another attempt; any other error ends the wait
 * at once. The signal that `fn` gets aborts when the wait ends, so that no request outlives it.
 * @throws {WaitTimedOut} at the bound, with the last mismatch.
 */
export async function eventually<T>(
  what: string,
  fn: (signal: AbortSignal) => Promise<T>,
  { within, every = POLL_EVERY_MS, signal, clock = systemClock }: WaitOptions,
): Promise<Settled<T>> {
  signal?.throwIfAborted();
  const started = clock.now();
  const over = new AbortController();
  const { promise: ended, reject: end } = Promise.withResolvers<never>();
  ended.catch(() => {}); // The race may be over before anybody listens.
  const onAbort = () => end(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  let attempts = 0;
  let last: unknown;
  const timedOut = () => new WaitTimedOut(what, within, attempts, clock.now() - started, last);
  void clock.sleep(within, over.signal).then(() => end(timedOut()));
  try {
    for (;;) {
      attempts += 1;
      try {
        const value = await Promise.race([ended, fn(over.signal)]);
        return { value, elapsedMs: clock.now() - started, attempts };
      } catch (error) {
        if (!(error instanceof NotYet) && !isTransient(error)) throw error;
        last = error;
      }
      await Promise.race([ended, clock.sleep(every, over.signal)]);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    over.abort(new Error(`${what}: the wait is over`));
  }
}
