import { expect, test } from '@jest/globals';
import { pacedStream } from './paced-stream.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';

const request: ProbeRequest = { target: { kind: 'pod IP', host: '10.0.0.1', port: 80 }, token: 'a', timeoutMs: 1 };
const result: ProbeResult = { request, outcome: 'answered', sentAt: 0, totalMs: 0, detail: '' };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('keeps its pace whatever a probe takes, and ends once', async () => {
  const sentAt: number[] = [];
  let ends = 0;
  const send = async () => {
    sentAt.push(performance.now());
    await sleep(20);
    return result;
  };
  const stream = pacedStream(
    send,
    () => request,
    50,
    async () => {
      ends += 1;
    },
  );
  await sleep(525);
  expect((await stream.stop()).length).toBe(sentAt.length);
  await stream[Symbol.asyncDispose]();
  expect(ends).toBe(1);
  expect(sentAt.length).toBeGreaterThanOrEqual(9);
  expect(sentAt.length).toBeLessThanOrEqual(11);
});

test('never sends a second probe beside one that is late, and makes up for none', async () => {
  let beside = 0;
  let most = 0;
  let sent = 0;
  const send = async () => {
    sent += 1;
    beside += 1;
    most = Math.max(most, beside);
    await sleep(sent === 1 ? 200 : 0);
    beside -= 1;
    return result;
  };
  const stream = pacedStream(send, () => request, 50);
  await sleep(280);
  await stream.stop();
  expect(most).toBe(1);
  expect(sent).toBeLessThanOrEqual(4);
});

test('stopping waits for the probe that is under way', async () => {
  const stream = pacedStream(
    () => sleep(100).then(() => result),
    () => request,
    1000,
  );
  await sleep(10);
  expect(stream.results).toEqual([]);
  expect(await stream.stop()).toEqual([result]);
});

test('what the caller’s own code throws comes out of stop', async () => {
  const stream = pacedStream(
    async () => result,
    () => {
      throw new Error('no token');
    },
    10,
  );
  await sleep(20);
  await expect(stream.stop()).rejects.toThrow('no token');
});

test('it does not wait for the next probe to be due before it stops', async () => {
  const stream = pacedStream(
    async () => result,
    () => request,
    60_000,
  );
  await sleep(10);
  expect(await stream.stop()).toHaveLength(1);
});
