import { expect, test } from '@jest/globals';
import { probeStream } from './probe-stream.ts';

test('it is ended once, however often it is stopped and disposed of, which waits for its end', async () => {
  const { promise, resolve } = Promise.withResolvers<[]>();
  let ends = 0;
  const stream = probeStream(
    () => [],
    () => {
      ends += 1;
      return promise;
    },
  );
  let over = false;
  const disposed = stream[Symbol.asyncDispose]().then(() => {
    over = true;
  });
  const stopped = stream.stop();
  await new Promise((next) => setImmediate(next));
  expect([ends, over]).toEqual([1, false]);
  resolve([]);
  expect(await stopped).toBe(await promise);
  await disposed;
  await stream.stop();
  expect([ends, over]).toEqual([1, true]);
});
