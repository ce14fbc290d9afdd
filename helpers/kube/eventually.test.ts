import { expect, test } from '@jest/globals';
import { ApiError } from './api-error.ts';
import { eventually, NotYet, WaitTimedOut } from './eventually.ts';
import { fakeClock } from './fake-clock.ts';

const busy = new ApiError(
  { verb: 'get', resource: 'nodes', name: 'a' },
  { code: 429, reason: 'TooManyRequests', words: 'later', transient: true },
);

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`resolved with ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}

test('resolves with the value, the time it took and the number of attempts', async () => {
  let calls = 0;
  const settled = await eventually(
    'three',
    async () => {
      calls += 1;
      if (calls === 1) throw new NotYet('one');
      if (calls === 2) throw busy;
      return calls;
    },
    { within: 1_000, every: 100, clock: fakeClock() },
  );
  expect(settled).toEqual({ value: 3, elapsedMs: 200, attempts: 3 });
});

test('at the bound it says what, how long, how often, and the last mismatch', async () => {
  let calls = 0;
  const error = await thrownBy(
    eventually(
      'two pods Ready',
      async () => {
        calls += 1;
        throw new NotYet(`${calls} of many`);
      },
      { within: 250, every: 100, clock: fakeClock() },
    ),
  );
  expect(error).toBeInstanceOf(WaitTimedOut);
  expect(error).toMatchObject({
    message: 'two pods Ready: not within 250 ms (3 attempts in 250 ms); last: 3 of many',
    what: 'two pods Ready',
    withinMs: 250,
    attempts: 3,
    last: '3 of many',
    cause: { name: 'NotYet' },
  });
});

test('an attempt that hangs ends at the bound, told by its signal, and the mismatch before it is kept', async () => {
  let calls = 0;
  let aborted: unknown;
  const error = await thrownBy(
    eventually(
      'an answer',
      (signal) => {
        calls += 1;
        if (calls === 1) throw busy;
        signal.addEventListener('abort', () => {
          aborted = signal.reason;
        });
        return new Promise(() => {});
      },
      { within: 500, every: 100, clock: fakeClock() },
    ),
  );
  expect(String(error)).toBe(
    'WaitTimedOut: an answer: not within 500 ms (2 attempts in 500 ms); last: get nodes a: 429 TooManyRequests: later',
  );
  expect(String(aborted)).toBe('Error: an answer: the wait is over');
});

test('a first attempt that hangs is told apart', async () => {
  const error = await thrownBy(eventually('x', () => new Promise(() => {}), { within: 50, clock: fakeClock() }));
  expect(String(error)).toBe(
    'WaitTimedOut: x: not within 50 ms (1 attempt in 50 ms); last: the first attempt never ended',
  );
});

test.each([
  new TypeError('a mistake of ours'),
  new ApiError({ verb: 'get', resource: 'nodes' }, { code: 403, reason: 'Forbidden', words: 'no', transient: false }),
])('a final error ends the wait at once: %s', async (final) => {
  let calls = 0;
  const wait = eventually(
    'x',
    async () => {
      calls += 1;
      throw final;
    },
    { within: 1_000, clock: fakeClock() },
  );
  expect(await thrownBy(wait)).toBe(final);
  expect(calls).toBe(1);
});

test('an abort ends it at once with its reason, between attempts and during one', async () => {
  for (const fn of [() => Promise.reject(new NotYet('no')), () => new Promise<never>(() => {})]) {
    const controller = new AbortController();
    const wait = thrownBy(eventually('x', fn, { within: 60_000, every: 60_000, signal: controller.signal }));
    await new Promise(setImmediate);
    const reason = new Error('interrupted');
    controller.abort(reason);
    expect(await wait).toBe(reason);
  }
});

test('does not start once the signal has aborted', async () => {
  let calls = 0;
  const reason = new Error('too late');
  const fn = async () => {
    calls += 1;
  };
  expect(await thrownBy(eventually('x', fn, { within: 1, signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(calls).toBe(0);
});
