import { expect, test } from '@jest/globals';
import { sideBySide } from './side-by-side.ts';

test('does at most so many at a time, and gives results in the order of the items', async () => {
  let now = 0;
  let most = 0;
  const work = async (item: number) => {
    now += 1;
    most = Math.max(most, now);
    for (let turn = 0; turn < 10 - item; turn += 1) await Promise.resolve();
    now -= 1;
    return item * 10;
  };
  expect(await sideBySide([1, 2, 3, 4, 5], 2, work)).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});

test('rejects with the first error', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('item 2');
    return item;
  };
  await expect(sideBySide([1, 2, 3], 3, work)).rejects.toThrow('item 2');
});
