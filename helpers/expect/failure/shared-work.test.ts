import { expect, test } from '@jest/globals';
import { sharedWork } from './shared-work.ts';

test('those who come while it is under way share the next one', async () => {
  const started: ReturnType<typeof Promise.withResolvers<number>>[] = [];
  const work = sharedWork(() => {
    const one = Promise.withResolvers<number>();
    started.push(one);
    return one.promise;
  });
  const [first, second, third] = [work(), work(), work()];
  expect(started).toHaveLength(1);
  started[0]?.resolve(1);
  expect(await first).toBe(1);
  await new Promise(setImmediate);
  expect(started).toHaveLength(2);
  started[1]?.resolve(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
});

test('one that fails does not keep the next from being done', async () => {
  let count = 0;
  const work = sharedWork(async () => {
    count += 1;
    if (count === 1) throw new Error('the engine is busy');
    return count;
  });
  const [first, second] = [work(), work()];
  await expect(first).rejects.toThrow('the engine is busy');
  expect(await second).toBe(2);
  expect(await work()).toBe(3);
});
