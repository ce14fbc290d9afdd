import { type Clock, systemClock } from '../kube/clock.ts';
import type { Rung } from '../report/results.ts';
import { StartFailed } from './start-failed.ts';

/** After the deadline a rung has this long to say itself what it was waiting for, in ms. */
const LAST_WORD_MS = 1_000;

/** @param ms how long the rung took; 0 at its start. */
export type OnRung = (name: string, state: 'start' | 'done', ms: number) => void;

export interface LadderOptions {
  /** Bound of the whole start, in ms. */
  readonly within: number;
  /** Ends the start at once. */
  readonly signal?: AbortSignal | undefined;
  readonly onRung?: OnRung;
  readonly clock?: Clock;
}

/** What a rung may use up. */
export interface RungBounds {
  /** Time left of the whole start, in ms. */
  readonly within: number;
  /** Aborts when the caller wants the start to end, or LAST_WORD_MS after the deadline. */
  readonly signal: AbortSignal;
}

/** The steps of a start, in order, under one deadline. */
export class Ladder implements Disposable {
  /** Those that are done. */
  readonly rungs: Rung[] = [];
  readonly #over = new AbortController();
  readonly #signal: AbortSignal;
  readonly #onRung: OnRung;
  readonly #clock: Clock;
  readonly #within: number;
  readonly #began: number;

  constructor({ within, signal, onRung = () => {}, clock = systemClock }: LadderOptions) {
    this.#within = within;
    this.#onRung = onRung;
    this.#clock = clock;
    this.#began = clock.now();
    const deadline = new AbortController();
    this.#signal = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    void clock.sleep(within + LAST_WORD_MS, this.#over.signal).then(() => {
      deadline.abort(new Error(`the start was given ${within / 1000} s, and they are over`));
    });
  }

  timeLeftMs(): number {
    return Math.max(0, Math.round(this.#began + this.#within - this.#clock.now()));
  }

  /** Does one step, and records how long it took. Does not wait for work that goes on after the signal. @throws {StartFailed} */
  async climb<T>(name: string, work: (bounds: RungBounds) => Promise<T>): Promise<T> {
    const began = this.#clock.now();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(this.#signal.reason);
    this.#signal.addEventListener('abort', onAbort);
    try {
      this.#signal.throwIfAborted();
      this.#onRung(name, 'start', 0);
      const value = await Promise.race([aborted, work({ within: this.timeLeftMs(), signal: this.#signal })]);
      const durationMs = Math.round(this.#clock.now() - began);
      this.rungs.push({ name, durationMs });
      this.#onRung(name, 'done', durationMs);
      return value;
    } catch (error) {
      throw new StartFailed(name, this.#clock.now() - began, error);
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
    }
  }

  [Symbol.dispose](): void {
    this.#over.abort();
  }
}
