import { HOLD_EVERY_MS, HOLD_MS } from '../bounds.ts';
import type { Clock } from '../kube/clock.ts';
import type { ProbeResult } from '../probe/probe.ts';

/** A probe that must reach nobody, and the positive control that was sent beside it. */
export interface Pair {
  readonly negative: ProbeResult;
  readonly control: ProbeResult;
}

export interface Held {
  /** The pairs that are judged: all after the door was last seen open within its bound. */
  readonly pairs: readonly Pair[];
  /** When the first of these was sent, in ms: the door closed at most HOLD_EVERY_MS earlier. */
  readonly settledMs: number;
}

/**
 * Sends a pair every HOLD_EVERY_MS, without waiting for the one before, until HOLD_MS lie behind the last probe that reached
 * somebody. A door may be seen open for `within` ms; from then on every pair is judged.
 */
export async function hold(
  pair: () => Promise<Pair>,
  within: number,
  signal: AbortSignal,
  clock: Clock,
): Promise<Held> {
  const start = clock.now();
  const sent: { readonly at: number; readonly result: Promise<Pair> }[] = [];
  let openAt = Number.NEGATIVE_INFINITY; // when the last probe was sent that reached somebody within the bound
  const send = () => {
    const at = clock.now() - start;
    const result = pair();
    const note = ({ negative }: Pair) => {
      if (negative.backend !== undefined && at <= within && within > 0) openAt = Math.max(openAt, at);
    };
    result.then(note, () => {}); // whoever awaits it sees the error
    sent.push({ at, result });
  };
  const judged = () => sent.filter(({ at }) => at > openAt);
  const enough = (first: number | undefined, last: number | undefined) =>
    first !== undefined && last !== undefined && last - first >= HOLD_MS;
  for (;;) {
    do {
      const due = start + sent.length * HOLD_EVERY_MS;
      await clock.sleep(Math.max(0, due - clock.now()), signal);
      signal.throwIfAborted();
      send();
    } while (!enough(judged()[0]?.at, sent.at(-1)?.at));
    await Promise.all(sent.map(({ result }) => result));
    const pairs = await Promise.all(judged().map(({ result }) => result));
    // One of the last probes may have reached somebody after all, and on a busy machine the first may have left late.
    if (enough(pairs[0]?.negative.sentAt, pairs.at(-1)?.negative.sentAt)) {
      return { pairs, settledMs: Math.round(judged()[0]?.at ?? 0) };
    }
  }
}
