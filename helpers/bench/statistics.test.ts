import { expect, test } from '@jest/globals';
import { spreadOf } from './statistics.ts';

test.each([
  [[3], { min: 3, median: 3, max: 3 }],
  [[4, 1], { min: 1, median: 2.5, max: 4 }],
  [[9, 1, 5], { min: 1, median: 5, max: 9 }],
])('of %j', (figures, spread) => {
  expect(spreadOf(figures)).toEqual(spread);
});

test('nothing measured is an error', () => {
  expect(() => spreadOf([])).toThrow('nothing was measured');
});
