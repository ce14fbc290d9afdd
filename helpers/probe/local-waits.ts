/** For unit tests: what this process waits for is over a thousand times as soon. */
export interface HurriedWaits extends Disposable {
  /** What is still waited for, in ms as it was asked for, the longest first. */
  readonly open: () => number[];
}

/** From now on, for every setTimeout of this context until it is disposed of. */
export function hurriedWaits(): HurriedWaits {
  const { setTimeout, clearTimeout } = globalThis;
  const open = new Map<unknown, number>();
  const hurried = (work: () => void, ms = 0) => {
    const timer = setTimeout(() => {
      open.delete(timer);
      work();
    }, ms / 1_000);
    open.set(timer, ms);
    return timer;
  };
  const cleared = (timer: NodeJS.Timeout | undefined) => {
    open.delete(timer);
    clearTimeout(timer);
  };
  Object.assign(globalThis, { setTimeout: hurried, clearTimeout: cleared });
  return {
    open: () => [...open.values()].toSorted((a, b) => b - a),
    [Symbol.dispose]: () => void Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
}
