import type { Judgement } from './answer.ts';

/** A probe that is over so much later than its limit, in ms, was not looked at in time. */
const LATE_MS = 250;

/** Of the time that a probe has, what this process may be away for at a stretch: an answer takes it a few turns to see. */
const MOST_AWAY = 0.5;

/** In ms. */
const BEAT_MS = 50;

/** Watches, while a probe is under way, whether this process is let run at all. */
export class Watch implements Disposable {
  readonly #startedAt = performance.now();
  readonly #timer = setInterval(() => this.#beat(), BEAT_MS);
  #lastAt = this.#startedAt;
  #awayMs = 0;

  /** The judgement of a probe the moment that it is over: one that came to nothing within `timeoutMs` may prove nothing. */
  judged<T extends Judgement>(judgement: T, timeoutMs: number): T {
    const held = judgement.outcome === 'timeout' && this.#heldUp(timeoutMs);
    return held ? { ...judgement, outcome: 'broken', detail: held } : judgement;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #heldUp(timeoutMs: number): string | undefined {
    this.#beat();
    const lateMs = this.#lastAt - this.#startedAt - timeoutMs;
    if (lateMs <= LATE_MS && this.#awayMs <= timeoutMs * MOST_AWAY) return undefined;
    return `this process was held up for ${Math.round(Math.max(lateMs, this.#awayMs))} ms: the machine is too busy`;
  }

  #beat(): void {
    const now = performance.now();
    this.#awayMs = Math.max(this.#awayMs, now - this.#lastAt);
    this.#lastAt = now;
  }
}
