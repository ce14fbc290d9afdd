/** Timers are due on a grid of so many ms: those of many waiters fall together. */
const GRID_MS = 5;

/** A step goes no further than this, in ms: what is on its way meanwhile has many steps' time to arrive before a bound is reached. */
const LONGEST_STEP_MS = 50;

export interface Timer {
  readonly id: number;
  due: number;
  readonly work: () => void;
  /** Of an interval, in ms. */
  readonly every: number | undefined;
}

/** Time that stands still while there is anything to do, and goes on in steps when there is not. */
export class VirtualClock {
  #now: number;
  #count = 0;
  readonly #timers = new Map<number, Timer>();

  /** @param now in ms since the epoch. */
  constructor(now: number) {
    this.#now = now;
  }

  get now(): number {
    return this.#now;
  }

  start(work: () => void, ms: number, repeats = false): Timer {
    this.#count += 1;
    const delay = Math.max(1, Number.isFinite(ms) ? ms : 1);
    const timer = { id: this.#count, due: this.#grid(this.#now + delay), work, every: repeats ? delay : undefined };
    this.#timers.set(timer.id, timer);
    return timer;
  }

  stop(id: number): void {
    this.#timers.delete(id);
  }

  /** The work of one timer that is due, of the one that was due first; undefined where none is. */
  takeDue(): (() => void) | undefined {
    const next = this.#next();
    if (!next || next.due > this.#now) return undefined;
    if (next.every === undefined) this.#timers.delete(next.id);
    else next.due = this.#grid(this.#now + next.every);
    return next.work;
  }

  /** Goes on to the next timer, or a step towards it. */
  step(): void {
    const next = this.#next();
    if (next) this.#now = Math.min(next.due, this.#now + LONGEST_STEP_MS);
  }

  #grid(time: number): number {
    return Math.ceil(time / GRID_MS) * GRID_MS;
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers.values()) if (!next || timer.due < next.due) next = timer;
    return next;
  }
}
