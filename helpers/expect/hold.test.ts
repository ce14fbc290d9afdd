import { expect, test } from '@jest/globals';
import { HOLD_MS } from '../bounds.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import type { ProbeResult } from '../probe/probe.ts';
import { hold, isEvidence, isHeld } from './hold.ts';
import { CLUSTER_IP } from './scripted-client.ts';

const never = new AbortController().signal;
const isOpen = ({ backend }: ProbeResult) => backend !== undefined;

/** A door that is open until `closesAt`, behind which each silent probe takes its whole timeout. */
function door(clock: ReturnType<typeof fakeClock>, closesAt: number, timeoutMs = 3_000) {
  const request = { target: CLUSTER_IP, token: 't', timeoutMs };
  return async () => {
    const base = { request, sentAt: clock.now(), totalMs: 1, detail: '' };
    const control: ProbeResult = { ...base, outcome: 'answered', backend: 'shop/a' };
    if (clock.now() < closesAt) return { negative: control, control };
    await clock.sleep(timeoutMs, never);
    return { negative: { ...base, outcome: 'timeout' } as ProbeResult, control };
  };
}

function spanOf(pairs: readonly { negative: ProbeResult }[]): number {
  return (pairs.at(-1)?.negative.sentAt ?? 0) - (pairs[0]?.negative.sentAt ?? 0);
}

test('a door that was never open is held for HOLD_MS', async () => {
  const clock = fakeClock();
  const { pairs, settledMs } = await hold(door(clock, 0), isOpen, 0, never, clock);
  expect({ settledMs, spans: spanOf(pairs) >= HOLD_MS, count: pairs.length }).toEqual({
    settledMs: 0,
    spans: true,
    count: 11,
  });
});

test('a door that closes within its bound is held from then on, and the timeouts of the first silence cost nothing', async () => {
  const clock = fakeClock();
  const { pairs, settledMs } = await hold(door(clock, 2_500), isOpen, 30_000, never, clock);
  expect(settledMs).toBe(3_150);
  expect(pairs.every(({ negative }) => negative.outcome === 'timeout')).toBe(true);
  expect(spanOf(pairs)).toBeGreaterThanOrEqual(HOLD_MS);
  expect(clock.now()).toBeLessThan(3_150 + HOLD_MS + 1_050 + 3_000);
});

test('a door that is still open after its bound is judged open', async () => {
  const clock = fakeClock();
  const { pairs } = await hold(door(clock, 60_000), isOpen, 5_000, never, clock);
  expect(pairs.every(({ negative }) => negative.backend === 'shop/a')).toBe(true);
  expect(pairs[0]?.negative.sentAt).toBeGreaterThan(5_000);
  expect(spanOf(pairs)).toBeGreaterThanOrEqual(HOLD_MS);
});

test('a door that opens again within its bound is held anew', async () => {
  const clock = fakeClock();
  const flapping = door(clock, 0);
  const open = door(clock, 60_000);
  const { pairs, settledMs } = await hold(
    () => (clock.now() === 6_300 ? open() : flapping()),
    isOpen,
    30_000,
    never,
    clock,
  );
  expect(settledMs).toBe(7_350);
  expect(pairs.every(({ negative }) => negative.outcome === 'timeout')).toBe(true);
});

test('an answer where none may ever come is judged, and a hold is not started anew for it', async () => {
  const clock = fakeClock();
  const { pairs } = await hold(door(clock, 2_500), isOpen, 0, never, clock);
  expect(pairs.filter(({ negative }) => negative.backend !== undefined)).toHaveLength(3);
  expect(pairs).toHaveLength(11);
});

test('a first probe that left late does not shorten the hold', async () => {
  const clock = fakeClock();
  const closed = door(clock, 0);
  let sent = 0;
  const late = async () => {
    sent += 1;
    if (sent === 1) await clock.sleep(900, never);
    return closed();
  };
  const { pairs } = await hold(late, isOpen, 0, never, clock);
  expect(spanOf(pairs)).toBeGreaterThanOrEqual(HOLD_MS);
  expect(pairs).toHaveLength(12);
});

test('pairs that are no evidence are made up for, and not for ever', async () => {
  const clock = fakeClock();
  const closed = door(clock, 0, 10);
  let sent = 0;
  const sometimes = async () => {
    sent += 1;
    const pair = await closed();
    return sent % 3 === 0 ? { ...pair, negative: { ...pair.negative, outcome: 'broken' as const } } : pair;
  };
  const { pairs } = await hold(sometimes, isOpen, 0, never, clock);
  expect(isHeld(pairs)).toBe(true);
  expect(pairs.filter(isEvidence)).toHaveLength(10);
  expect(pairs.length).toBeGreaterThan(11);
  const broken = async () => ({
    ...(await closed()),
    control: { ...(await closed()).control, outcome: 'broken' as const },
  });
  const { pairs: none } = await hold(broken, isOpen, 0, never, clock);
  expect(none).toHaveLength(30);
  expect(isHeld(none)).toBe(false);
});

test('it goes on until enough was seen, and not for ever', async () => {
  const clock = fakeClock();
  const { pairs } = await hold(door(clock, 0), isOpen, 0, never, clock, (held) => held.length >= 14);
  expect(pairs).toHaveLength(14);
  const { pairs: most } = await hold(door(clock, 0), isOpen, 0, never, clock, () => false);
  expect(most).toHaveLength(30);
});

test('an abort ends it with its reason', async () => {
  const clock = fakeClock();
  const reason = new Error('the run is over');
  await expect(hold(door(clock, 0), isOpen, 0, AbortSignal.abort(reason), clock)).rejects.toBe(reason);
});

const pairAt = (sentAt: number, controlAt = sentAt) => {
  const base = { request: { target: CLUSTER_IP, token: 't', timeoutMs: 1 }, totalMs: 1, detail: '' };
  return {
    negative: { ...base, outcome: 'timeout', sentAt } as ProbeResult,
    control: { ...base, outcome: 'answered', sentAt: controlAt } as ProbeResult,
  };
};

test('the bounds of a pair and of a hold are within them', () => {
  expect([1_000, 1_001].map((apart) => isEvidence(pairAt(5_000, 5_000 + apart)))).toEqual([true, false]);
  const over = (ms: number) => [...Array.from({ length: 10 }, (_, nth) => pairAt(nth * 900)), pairAt(ms)];
  expect([HOLD_MS - 1, HOLD_MS].map((ms) => isHeld(over(ms)))).toEqual([false, true]);
  expect(isHeld(over(HOLD_MS).slice(2))).toBe(false);
  expect(isHeld([])).toBe(false);
});

test('a door that is open at its very bound was open within it', async () => {
  const clock = fakeClock();
  const closed = door(clock, 0, 1);
  const open = door(clock, 60_000);
  const { pairs } = await hold(() => (clock.now() === 1_050 ? open() : closed()), isOpen, 1_050, never, clock);
  expect(pairs.every(({ negative }) => negative.outcome === 'timeout')).toBe(true);
});

test('a probe that takes long to find the door open is waited for before anything is judged', async () => {
  const clock = fakeClock();
  const closed = door(clock, 0, 1);
  const slow = async () => {
    const found = await door(clock, 60_000)();
    await clock.sleep(30_000, never);
    return found;
  };
  const { pairs, settledMs } = await hold(
    () => (clock.now() === 9_450 ? slow() : closed()),
    isOpen,
    20_000,
    never,
    clock,
  );
  expect(settledMs).toBe(10_500);
  expect(pairs.every(({ negative }) => negative.outcome === 'timeout')).toBe(true);
});
