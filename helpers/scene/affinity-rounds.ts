import { HeldUp } from '../expect/inconclusive.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { choicesOf } from './affinity-choices.ts';

export interface Rounds {
  readonly nonce: string;
  readonly count: number;
  /** From the start of one round to the start of the next. */
  readonly everyMs: number;
  /** Of the affinity. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/**
 * Rounds of one connection to each target, so often that affinity must not end between two of them.
 * @throws {HeldUp} where they came too late after all.
 */
export async function roundsWithin(
  client: Client,
  targets: readonly Target[],
  { nonce, count, everyMs, timeoutMs, signal, clock = systemClock }: Rounds,
): Promise<ProbeResult[][]> {
  const rounds: ProbeResult[][] = [];
  let pauseMs = 0;
  let asked: number | undefined;
  for (let due = clock.now(); rounds.length < count; due += everyMs) {
    await clock.sleep(Math.max(0, due - clock.now()), signal);
    signal.throwIfAborted();
    const from = asked;
    asked = clock.now();
    rounds.push(await choicesOf(client, targets, nonce, signal));
    // On a busy machine what is known of when a connection was made can be late, but not out of these limits.
    if (from !== undefined) pauseMs = Math.max(pauseMs, clock.now() - from);
  }
  if (pauseMs >= timeoutMs) {
    throw new HeldUp(
      `${client.name} paused for up to ${Math.round(pauseMs)} ms, so affinity may have ended: run it again`,
    );
  }
  return rounds;
}

/** Says nothing for so long: the length of the silence is part of what is promised. */
export async function silentFor(ms: number, signal: AbortSignal): Promise<void> {
  await systemClock.sleep(ms, signal);
  signal.throwIfAborted();
}
