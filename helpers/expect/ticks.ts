import type { Clock } from '../kube/clock.ts';

/**
 * Starts `act` every `everyMs`, without waiting for the one before, until at least `forMs` lie between the first start
 * and the last. Returns what was started, in order. Rejects with the signal's reason as soon as it is aborted.
 */
export async function ticks<T>(
  forMs: number,
  everyMs: number,
  act: () => Promise<T>,
  signal: AbortSignal,
  clock: Clock,
): Promise<Promise<T>[]> {
  const start = clock.now();
  const started: Promise<T>[] = [];
  for (let index = 0; (index - 1) * everyMs < forMs; index += 1) {
    await clock.sleep(Math.max(0, start + index * everyMs - clock.now()), signal);
    signal.throwIfAborted();
    const running = act();
    running.catch(() => {}); // whoever awaits it sees the error; until then it is no unhandled rejection
    started.push(running);
  }
  return started;
}
