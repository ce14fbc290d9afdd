import { expect, test } from '@jest/globals';
import { consecutive } from './consecutive.ts';

test('cuts where the key changes, and keeps the order', () => {
  expect(consecutive([1, 3, 2, 4, 5], (n) => n % 2)).toEqual([[1, 3], [2, 4], [5]]);
  expect(consecutive([], (n) => n)).toEqual([]);
});
