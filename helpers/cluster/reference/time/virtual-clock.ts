import { DueQueue } from './due-queue.ts';

/** Timers are due on a grid of so many ms: those of many waiters fall together. */
const GRID_MS = 5;

/** A step goes no further than this, in ms: what is on its way meanwhile has many steps' time to arrive before a bound is reached. */
const LONGEST_STEP_MS = 50;

export interface Timer {
  readonly id: number;
  readonly due: number;
  readonly work: () => void;
  /** Of an interval, in ms. */
  readonly every: number | undefined;
}

/** Time that stands still while there is anything to do, and goes on in steps when there is not. */
export class VirtualClock {
  #now: number;
  #count = 0;
  readonly #queue = new DueQueue<Timer>();
  /** Ids of those that were not stopped. */
  readonly #live = new Set<number>();

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
    return this.#add({ id: this.#count, due: 0, work, every: repeats ? delay : undefined }, delay);
  }

  stop(id: number): void {
    this.#live.delete(id);
  }

  /** The work of one timer that is due, of the one that was due first; undefined where none is. */
  takeDue(): (() => void) | undefined {
    const next = this.#next();
    if (!next || next.due > this.#now) return undefined;
    this.#queue.takeFirst();
    if (next.every === undefined) this.#live.delete(next.id);
    else this.#add(next, next.every);
    return next.work;
  }

  /** Goes on to the next timer, or a step towards it. */
  step(): void {
    const next = this.#next();
    if (next) this.#now = Math.min(next.due, this.#now + LONGEST_STEP_MS);
  }

  #add(timer: Timer, delay: number): Timer {
    const added = { ...timer, due: Math.ceil((this.#now + delay) / GRID_MS) * GRID_MS };
    this.#queue.add(added);
    this.#live.add(added.id);
    return added;
  }

  #next(): Timer | undefined {
    for (let first = this.#queue.first; first; first = this.#queue.first) {
      if (this.#live.has(first.id)) return first;
      this.#queue.takeFirst();
    }
    return undefined;
  }
}
