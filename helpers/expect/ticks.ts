import { setTimeout } from 'node:timers/promises';

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/**
 * Starts `act` every `everyMs`, without waiting for the one before, until at least `forMs` lie between the first start
 * and the last. Returns what was started, in order.
 */
export async function ticks<T>(
  forMs: number,
  everyMs: number,
  act: () => Promise<T>,
  signal: AbortSignal,
): Promise<Promise<T>[]> {
  const start = performance.now();
  const started: Promise<T>[] = [];
  for (let index = 0; (index - 1) * everyMs < forMs; index += 1) {
    await sleep(Math.max(0, start + index * everyMs - performance.now()), signal);
    const running = act();
    running.catch(() => {}); // whoever awaits it sees the error; until then it is no unhandled rejection
    started.push(running);
  }
  return started;
}
