import { expect, test } from '@jest/globals';
import type { Traffic } from '../expect/traffic.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import { allUntil, sentSince, trafficUntil } from './traffic-until.ts';

const TRAFFIC = { stream: { results: [] } } as unknown as Traffic;
const SIGNAL = new AbortController().signal;

test('ends as soon as the traffic is as wanted', async () => {
  const clock = fakeClock();
  await trafficUntil(TRAFFIC, () => clock.now() >= 300, 5_000, SIGNAL, clock);
  expect(clock.now()).toBe(300);
});

test('goes on while one of several, which was as wanted before, is not so when the last one is', async () => {
  const clock = fakeClock();
  const traffic = (isGood: (now: number) => boolean) =>
    ({
      stream: {
        get results() {
          return isGood(clock.now()) ? ['good'] : [];
        },
      },
    }) as unknown as Traffic;
  const lostOne = traffic((now) => now < 500 || now >= 900);
  const late = traffic((now) => now >= 600);
  await allUntil([lostOne, late], (results) => results.length > 0, 5_000, SIGNAL, clock);
  expect(clock.now()).toBe(900);
});

test('what never comes is left to a matcher, well after the bound', async () => {
  const clock = fakeClock();
  await trafficUntil(TRAFFIC, () => false, 5_000, SIGNAL, clock);
  expect(clock.now()).toBe(7_000);
});

test('an error of the look itself is thrown', async () => {
  const look = () => {
    throw new Error('no such backend');
  };
  await expect(trafficUntil(TRAFFIC, look, 5_000, SIGNAL, fakeClock())).rejects.toThrow('no such backend');
});

test('what was sent before the moment is left out', () => {
  const results = [1, 2, 3].map((sentAt) => ({ sentAt })) as unknown as Traffic['stream']['results'];
  expect(sentSince(2, (seen) => seen.length === 2)(results)).toBe(true);
  expect(sentSince(4, (seen) => seen.length > 0)(results)).toBe(false);
});
