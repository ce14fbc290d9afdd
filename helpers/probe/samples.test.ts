import { expect, test } from '@jest/globals';
import { chanceToMiss, samplesToSeeAll, shareAtRandom } from './samples.ts';

test.each([
  [1, 10],
  [2, 21],
  [3, 37],
  [5, 70],
  [10, 153],
])('%i backends need %i samples for a chance of 1e-6', (backends, samples) => {
  expect(samplesToSeeAll(backends, 1e-6)).toBe(samples);
  expect(chanceToMiss(backends, samples)).toBeLessThanOrEqual(1e-6);
  if (backends > 1) expect(chanceToMiss(backends, samples - 1)).toBeGreaterThan(1e-6);
});

test('few samples miss one for sure, and a chance is never above 1', () => {
  expect(chanceToMiss(5, 0)).toBe(1);
  expect(chanceToMiss(5, 1)).toBe(1);
  expect(chanceToMiss(1, 1)).toBe(0);
});

test('no backends, no sample', () => {
  expect(() => samplesToSeeAll(0)).toThrow(new RangeError('there is no sample of 0 backends'));
  expect(() => chanceToMiss(1.5, 1)).toThrow(new RangeError('there is no sample of 1.5 backends'));
  for (const chance of [0, 1, 2])
    expect(() => samplesToSeeAll(2, chance)).toThrow(new RangeError(`a chance lies between 0 and 1, not at ${chance}`));
});

test('a share at random lies within five standard deviations of a binomial distribution', () => {
  // 100 · 1/2 · 1/2 is 5 squared, 1600 · 1/5 · 4/5 is 16 squared.
  expect(shareAtRandom(2, 100)).toEqual({ from: 25, to: 75 });
  expect(shareAtRandom(5, 1600)).toEqual({ from: 240, to: 400 });
  expect(shareAtRandom(1, 40)).toEqual({ from: 40, to: 40 });
});
