import { expect, test } from '@jest/globals';
import { sharedWork } from './shared-work.ts';

type Ends = ReturnType<typeof Promise.withResolvers<number>>[];

/** Work that ends when it is told to. */
function told(started: Ends): () => Promise<number> {
  return sharedWork(() => {
    const one = Promise.withResolvers<number>();
    started.push(one);
    return one.promise;
  });
}

test('those who come while it is under way share the next one', async () => {
  const started: Ends = [];
  const work = told(started);
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

test('who comes when all is done need not wait', async () => {
  const started: Ends = [];
  const work = told(started);
  const first = work();
  started[0]?.resolve(1);
  expect(await first).toBe(1);
  const second = work();
  expect(started).toHaveLength(2);
  started[1]?.resolve(2);
  expect(await second).toBe(2);
});

test('the end of one lets nobody begin beside another that is under way', async () => {
  const started: Ends = [];
  const work = told(started);
  const first = work();
  const second = work();
  // Comes when the first has ended, and the one that the second waits for has not begun.
  const between = started[0]?.promise.then(() => work());
  started[0]?.resolve(1);
  expect(await first).toBe(1);
  await new Promise(setImmediate);
  expect(started).toHaveLength(3);
  started[1]?.resolve(2);
  expect(await between).toBe(2);
  const last = work();
  expect(started).toHaveLength(3);
  started[2]?.resolve(3);
  expect(await second).toBe(3);
  await new Promise(setImmediate);
  started[3]?.resolve(4);
  expect(await last).toBe(4);
});
