import { WATCH_TIMEOUT_MS } from '../bounds.ts';
import type { Clock } from '../kube/clock.ts';
import type { Client, Target } from '../probe/probe.ts';
import type { Track } from './track.ts';

export interface Followed {
  readonly client: Client;
  /** What the next probe asks. */
  readonly next: () => Target;
  readonly track: Track;
}

export interface Pace {
  readonly everyMs: number;
  readonly token: () => string;
  readonly clock: Clock;
  /** In ms since the epoch. */
  readonly wallClock: () => number;
}

/** Sends one probe every `everyMs` until the signal; where one takes longer, the next goes as soon as it is over. What the signal cut off counts for nothing. */
export async function follow(
  { client, next, track }: Followed,
  { everyMs, token, clock, wallClock }: Pace,
  signal: AbortSignal,
): Promise<void> {
  let due = clock.now();
  while (!signal.aborted) {
    const begun = wallClock();
    const request = { target: next(), token: token(), timeoutMs: WATCH_TIMEOUT_MS };
    const [result] = await client.look([request], signal);
    if (signal.aborted) break;
    if (result) track.add(result, { begun, over: wallClock() });
    due = Math.max(due + everyMs, clock.now());
    await clock.sleep(Math.max(0, due - clock.now()), signal);
  }
  track.end();
}
