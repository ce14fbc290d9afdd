import { CONTROL_WITHIN_MS, HOLD_EVERY_MS, HOLD_MS, HOLD_PROBES } from '../bounds.ts';
import type { Clock } from '../kube/clock.ts';
import type { ProbeResult } from '../probe/probe.ts';

/** A probe that must reach nobody, and the positive control that was sent beside it. */
export interface Pair {
  readonly negative: ProbeResult;
  readonly control: ProbeResult;
}

/** So many pairs at most, for a hold in which some are no evidence. */
const MOST_PAIRS = 3 * HOLD_PROBES;

/** Both probes were made, and within CONTROL_WITHIN_MS of each other: else the pair shows nothing, whatever came of it. */
export function isEvidence({ negative, control }: Pair): boolean {
  const apart = Math.abs(negative.sentAt - control.sentAt);
  return negative.outcome !== 'broken' && control.outcome !== 'broken' && apart <= CONTROL_WITHIN_MS;
}

/** HOLD_PROBES pairs that are evidence, over HOLD_MS. */
export function isHeld(pairs: readonly Pair[]): boolean {
  const evidence = pairs.filter(isEvidence);
  const [first, last] = [evidence[0]?.negative.sentAt, evidence.at(-1)?.negative.sentAt];
  return evidence.length >= HOLD_PROBES && first !== undefined && last !== undefined && last - first >= HOLD_MS;
}

export interface Held {
  /** The pairs that are judged: all after the door was last seen open within its bound, those that are no evidence included. */
  readonly pairs: readonly Pair[];
  /** When the first of these was sent, in ms: the door closed at most HOLD_EVERY_MS earlier. */
  readonly settledMs: number;
}

/**
 * Sends a pair every HOLD_EVERY_MS, without waiting for the one before, until HOLD_MS lie behind the last probe that found the
 * door open. It may be seen open for `within` ms; from then on every pair is judged. A busy machine makes it longer, and so does a
 * kernel that tells many clients at once only now and then: pairs are added until `enough` says so, at most MOST_PAIRS.
 */
export async function hold(
  pair: () => Promise<Pair>,
  isOpen: (negative: ProbeResult) => boolean,
  within: number,
  signal: AbortSignal,
  clock: Clock,
  enough: (pairs: readonly Pair[]) => boolean = isHeld,
): Promise<Held> {
  const start = clock.now();
  const sent: { readonly at: number; readonly result: Promise<Pair> }[] = [];
  let openAt = Number.NEGATIVE_INFINITY; // when the last probe was sent that found it open within the bound
  const send = () => {
    const at = clock.now() - start;
    const result = pair();
    const note = ({ negative }: Pair) => {
      if (isOpen(negative) && at <= within && within > 0) openAt = Math.max(openAt, at);
    };
    result.then(note, () => {}); // whoever awaits it sees the error
    sent.push({ at, result });
  };
  const judged = () => sent.filter(({ at }) => at > openAt);
  const spanned = (first: number | undefined, last: number | undefined) =>
    first !== undefined && last !== undefined && last - first >= HOLD_MS;
  for (;;) {
    do {
      const due = start + sent.length * HOLD_EVERY_MS;
      await clock.sleep(Math.max(0, due - clock.now()), signal);
      signal.throwIfAborted();
      send();
    } while (!spanned(judged()[0]?.at, sent.at(-1)?.at));
    await Promise.all(sent.map(({ result }) => result));
    const pairs = await Promise.all(judged().map(({ result }) => result));
    // One of the last probes may have found it open after all, and on a busy machine some are no evidence, or left late.
    if (enough(pairs) || pairs.length >= MOST_PAIRS) {
      return { pairs, settledMs: Math.round(judged()[0]?.at ?? 0) };
    }
  }
}
