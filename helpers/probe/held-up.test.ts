import { afterEach, expect, test } from '@jest/globals';
import { Watch } from './held-up.ts';

const { now } = performance;
const { setInterval } = globalThis;
afterEach(() => {
  Object.assign(performance, { now });
  Object.assign(globalThis, { setInterval });
});

/** A watch that this process looks at at these times, in ms, and what it makes of a probe that came to nothing by the last of them. */
function judgedAfter(beats: readonly number[], timeoutMs: number): string {
  let [ms, beat] = [0, () => {}];
  Object.assign(performance, { now: () => ms });
  Object.assign(globalThis, {
    setInterval(work: () => void) {
      beat = work;
      return setInterval(() => {}, 60_000);
    },
  });
  using watch = new Watch();
  for (ms of beats.slice(0, -1)) beat();
  ms = beats.at(-1) ?? 0;
  const { outcome, detail } = watch.judged({ outcome: 'timeout', detail: 'no reply' }, timeoutMs);
  return `${outcome}: ${detail}`;
}

const every50 = (untilMs: number) => Array.from({ length: untilMs / 50 }, (_, nth) => (nth + 1) * 50);
const heldUp = (ms: number) => `broken: this process was held up for ${ms} ms: the machine is too busy`;

test.each([
  ['in time', every50(1_000), 1_000, 'timeout: no reply'],
  ['away for half of the time', [100, 600, 1_000], 1_000, 'timeout: no reply'],
  ['away for more', [100, 601, 1_000], 1_000, heldUp(501)],
  ['away at the end', [100, 1_000], 1_000, heldUp(900)],
  ['a quarter of a second late', every50(1_250), 1_000, 'timeout: no reply'],
  ['later than that', [...every50(1_250), 1_251], 1_000, heldUp(251)],
])('a probe that is looked at %s', (_, beats, timeoutMs, judged) => {
  expect(judgedAfter(beats, timeoutMs)).toBe(judged);
});

test('what came to something is what it is, however late', () => {
  using watch = new Watch();
  Object.assign(performance, { now: () => Number.MAX_SAFE_INTEGER });
  const judgement = { outcome: 'refused', detail: 'Connection refused' } as const;
  expect(watch.judged(judgement, 1)).toBe(judgement);
});

test('it looks every 50 ms, and no more once it is disposed of', () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const everyMs: number[] = [];
  const noted = (work: () => void, ms: number) => {
    everyMs.push(ms);
    return setInterval(work, ms);
  };
  Object.assign(globalThis, { setInterval: noted });
  const watch = new Watch();
  expect([everyMs, timers()]).toEqual([[50], before + 1]);
  watch[Symbol.dispose]();
  expect(timers()).toBe(before);
});
