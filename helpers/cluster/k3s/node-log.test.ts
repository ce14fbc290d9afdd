import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { KEPT_LINES, NodeLog } from './node-log.ts';

test('lines are put together from chunks, the last one without its end included', async () => {
  const log = new NodeLog();
  const stream = new PassThrough();
  log.follow(stream);
  for (const chunk of ['on', 'e\r\ntwo\n\nthr', 'ee\nfo']) stream.write(chunk);
  stream.end('ur');
  await log.ended(1_000);
  expect(log.last()).toEqual(['one', 'two', 'three', 'four']);
  expect(log.last(2)).toEqual(['three', 'four']);
});

test('only the end of a long log is kept', async () => {
  const log = new NodeLog();
  const stream = new PassThrough();
  log.follow(stream);
  stream.end(Array.from({ length: KEPT_LINES + 10 }, (_, i) => `line ${i}\n`).join(''));
  await log.ended(1_000);
  expect(log.last()).toHaveLength(KEPT_LINES);
  expect(log.last(1)).toEqual([`line ${KEPT_LINES + 9}`]);
});

test('a log that goes on is waited for no longer than asked', async () => {
  const log = new NodeLog();
  log.follow(new PassThrough());
  await log.ended(1);
  expect(log.last()).toEqual([]);
});
