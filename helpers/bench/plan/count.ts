import { AsyncLocalStorage } from 'node:async_hooks';

/** Probes so far, by what they were sent for. */
export const counts = new Map<string, number>();

const current = new AsyncLocalStorage<string>();

/** Whatever is sent while the work goes on is counted for it. */
export function countedFor<T>(what: string, work: () => Promise<T>): Promise<T> {
  return current.run(what, work);
}

export function count(): void {
  const what = current.getStore() ?? '';
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
