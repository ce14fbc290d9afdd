import type { Clock } from './clock.ts';

/** For unit tests: jumps to the next sleeper as soon as nothing else is left to do. */
export function fakeClock(): Clock & { readonly slept: readonly number[] } {
  let now = 0;
  const slept: number[] = [];
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const jump = () => {
    const [next] = [...sleepers].sort((a, b) => a.at - b.at);
    if (!next) return;
    sleepers.delete(next);
    now = next.at;
    next.wake();
    setImmediate(jump);
  };
  return {
    slept,
    now: () => now,
    sleep(ms, signal) {
      slept.push(ms);
      return new Promise((wake) => {
        const sleeper = { at: now + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          wake();
        });
        if (sleepers.size === 1) setImmediate(jump);
      });
    },
  };
}
