import type { Traffic } from '../expect/traffic.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import { eventually, NotYet, WaitTimedOut } from '../kube/eventually.ts';
import type { ProbeResult } from '../probe/probe.ts';

/** Traffic that never gets as wanted flows so much longer than its bound, in ms, so that a matcher can tell. */
const LATE_MS = 2_000;

type Wanted = (results: readonly ProbeResult[]) => boolean;

/** Of what was sent from the moment on: what came before it shows nothing of what came of it. */
export function sentSince(at: number, wanted: Wanted): Wanted {
  return (results) => wanted(results.filter(({ sentAt }) => sentAt >= at));
}

/** Lets traffic flow until what it saw is as wanted, or `within` ms are well over; what it saw is for a matcher to judge. */
export function trafficUntil(
  traffic: Traffic,
  wanted: Wanted,
  within: number,
  signal: AbortSignal,
  clock?: Clock,
): Promise<void> {
  return allUntil([traffic], wanted, within, signal, clock);
}

/** The same of all at one time: one that was as wanted may not be so any more when the last one is. */
export async function allUntil(
  all: readonly Traffic[],
  wanted: Wanted,
  within: number,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<void> {
  const look = async () => {
    const open = all.find(({ stream }) => !wanted(stream.results));
    if (open) throw new NotYet(`not yet after ${open.stream.results.length} probes`);
  };
  await eventually('traffic as wanted', look, { within: within + LATE_MS, signal, clock }).catch((error: unknown) => {
    if (!(error instanceof WaitTimedOut)) throw error;
  });
}
