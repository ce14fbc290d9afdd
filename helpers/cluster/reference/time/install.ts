/** Makes a virtual clock the time of this process: dates, timers and deadlines, and whatever takes them from here, Jest's sandboxes too. */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import type { Timer, VirtualClock } from './virtual-clock.ts';

/** Under this name a sandbox finds the time: its dates are its own. */
export const VIRTUAL_NOW = 'serviceConformanceNow';

const require = createRequire(import.meta.url);

/** As much of a Node timer as anybody uses. */
class Handle {
  readonly #clock: VirtualClock;
  readonly #timer: Timer;

  constructor(clock: VirtualClock, timer: Timer) {
    this.#clock = clock;
    this.#timer = timer;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  close(): this {
    this.#clock.stop(this.#timer.id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#timer.id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

export function installClock(clock: VirtualClock): void {
  type Work = (...args: unknown[]) => void;
  const starter =
    (repeats: boolean) =>
    (work: Work, ms = 1, ...args: unknown[]) =>
      new Handle(
        clock,
        clock.start(() => work(...args), ms, repeats),
      );
  const stop = (handle: unknown) => {
    if (handle instanceof Handle) handle.close();
    else if (handle !== undefined && handle !== null) clock.stop(Number(handle));
  };
  const sleep = <T>(ms = 1, value?: T, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise<T | undefined>((resolve, reject) => {
      const abort = () => {
        clock.stop(timer.id);
        reject(new DOMException('The operation was aborted', 'AbortError'));
      };
      const timer = clock.start(() => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      }, ms);
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
    });
  const setTimeout = Object.assign(starter(false), { [promisify.custom]: sleep });
  const timers = { setTimeout, setInterval: starter(true), clearTimeout: stop, clearInterval: stop };
  Object.assign(globalThis, timers, { [VIRTUAL_NOW]: () => clock.now });
  Object.assign(require('node:timers'), timers);
  Object.assign(require('node:timers/promises'), { setTimeout: sleep });
  syncBuiltinESMExports();

  const began = clock.now;
  Object.defineProperty(performance, 'now', { value: () => clock.now - began, configurable: true, writable: true });
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    const why = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    clock.start(() => controller.abort(why), ms);
    return controller.signal;
  };
  installDate(() => clock.now);
}

/** Dates that begin now. */
export function installDate(now: () => number): void {
  const RealDate = Date;
  class VirtualDate extends RealDate {
    constructor(...args: unknown[]) {
      if (args.length === 0) super(now());
      else super(...(args as [number]));
    }

    static override now(): number {
      return now();
    }
  }
  globalThis.Date = VirtualDate as DateConstructor;
}
