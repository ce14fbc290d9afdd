import { POLL_EVERY_MS, WATCH_TIMEOUT_MS } from '../bounds.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import type { WatchedPath } from './path.ts';

/**
 * Asks each path until it is answered, `within` ms at most: until then a new Service may still be on its way to the nodes.
 * @returns those that were not; the watch says what they are.
 */
export async function firstAnswers(
  paths: readonly WatchedPath[],
  token: () => string,
  within: number,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<WatchedPath[]> {
  const until = clock.now() + within;
  const asked = paths.map(async (path): Promise<WatchedPath[]> => {
    while (!signal.aborted) {
      const request = { target: path.target, token: token(), timeoutMs: WATCH_TIMEOUT_MS };
      const [result] = await path.client.look([request], signal);
      if (result?.outcome === 'answered') return [];
      if (clock.now() >= until) break;
      await clock.sleep(POLL_EVERY_MS, signal);
    }
    return [path];
  });
  return (await Promise.all(asked)).flat();
}
