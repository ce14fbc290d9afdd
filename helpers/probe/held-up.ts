/** A probe that is over so much later than its limit, in ms, was not looked at in time. */
const LATE_MS = 250;

/** Of the time that a probe has, what this process has to be there for: an answer can't be seen while it is not let run. */
const LEAST_SHARE = 0.5;

/** In ms. */
const BEAT_MS = 50;

/** Watches, while a probe is under way, whether this process is let run at all. */
export class Watch implements Disposable {
  readonly #startedAt = performance.now();
  readonly #timer = setInterval(() => this.#beat(), BEAT_MS);
  #lastAt = this.#startedAt;
  #lostMs = 0;

  /** Why a probe that came to nothing within `timeoutMs` proves nothing; asked the moment that it did. */
  heldUp(timeoutMs: number): string | undefined {
    this.#beat();
    const lateMs = this.#lastAt - this.#startedAt - timeoutMs;
    if (lateMs <= LATE_MS && this.#lostMs <= timeoutMs * (1 - LEAST_SHARE)) return undefined;
    return `this process was held up for ${Math.round(Math.max(lateMs, this.#lostMs))} ms: the machine is too busy`;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const now = performance.now();
    this.#lostMs += Math.max(0, now - this.#lastAt - BEAT_MS);
    this.#lastAt = now;
  }
}
