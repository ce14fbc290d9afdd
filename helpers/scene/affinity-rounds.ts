import { Inconclusive } from '../expect/inconclusive.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { choicesOf, longestPauseMs } from './affinity-choices.ts';

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
 * @throws {Inconclusive} where they came too late after all.
 */
export async function roundsWithin(
  client: Client,
  targets: readonly Target[],
  { nonce, count, everyMs, timeoutMs, signal, clock = systemClock }: Rounds,
): Promise<ProbeResult[][]> {
  const rounds: ProbeResult[][] = [];
  for (let due = clock.now(); rounds.length < count; due += everyMs) {
    await clock.sleep(Math.max(0, due - clock.now()), signal);
    signal.throwIfAborted();
    rounds.push(await choicesOf(client, targets, nonce, signal));
  }
  const pauseMs = longestPauseMs(rounds);
  if (pauseMs >= timeoutMs) {
    throw new Inconclusive(`${client.name} paused for ${pauseMs} ms, so affinity may have ended: run it again`);
  }
  return rounds;
}

/** Says nothing for so long: the length of the silence is part of what is promised. */
export async function silentFor(ms: number, signal: AbortSignal): Promise<void> {
  await systemClock.sleep(ms, signal);
  signal.throwIfAborted();
}
