import { expect, test } from '@jest/globals';
import { pieces } from './pieces.ts';

test('pieces are as large as they may be, and together what there was', () => {
  expect(pieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(pieces([1, 2, 3, 4], 2)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(pieces([1], 9)).toEqual([[1]]);
  expect(pieces([], 2)).toEqual([]);
});
