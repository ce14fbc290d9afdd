import { expect, test } from '@jest/globals';
import { MAX_BODY_BYTES } from './answer.ts';
import { LimitedBody } from './limited-body.ts';

const HALF = Buffer.alloc(MAX_BODY_BYTES / 2, 'x');

async function* chunks(...parts: (Buffer | Error)[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield part;
  }
}

test('a body of just so many bytes is whole', async () => {
  const body = new LimitedBody();
  await body.read(chunks(HALF, HALF));
  expect([body.tooLong, body.text.length]).toEqual([false, MAX_BODY_BYTES]);
});

test('of a longer one no more is read than shows that it is, and its beginning is kept', async () => {
  const body = new LimitedBody();
  const endless = chunks(HALF, HALF, Buffer.from('y'), new Error('it was read on'));
  await body.read(endless);
  expect([body.tooLong, body.text]).toEqual([true, 'x'.repeat(MAX_BODY_BYTES)]);
});

test('what came before an error stays', async () => {
  const body = new LimitedBody();
  await expect(body.read(chunks(Buffer.from('begin'), new Error('reset')))).rejects.toThrow('reset');
  expect([body.tooLong, body.text]).toEqual([false, 'begin']);
});
