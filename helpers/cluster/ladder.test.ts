import { expect, test } from '@jest/globals';
import type { Clock } from '../kube/clock.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import { Ladder } from './ladder.ts';
import { NodeTrouble, type StartFailed } from './start-failed.ts';

function handClock(): Clock & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    sleep: () => new Promise(() => {}),
  };
}

const failure = (promise: Promise<unknown>): Promise<StartFailed> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: StartFailed) => error,
  );

test('each rung is told and recorded with the time it took', async () => {
  const clock = handClock();
  const told: unknown[] = [];
  using ladder = new Ladder({ within: 60_000, clock, onRung: (...rung) => told.push(rung) });
  const value = await ladder.climb('first', async ({ within }) => {
    clock.time += 1_234;
    return within;
  });
  await ladder.climb('second', async () => {
    clock.time += 100;
  });
  expect(value).toBe(60_000);
  expect(ladder.timeLeftMs()).toBe(58_666);
  expect(ladder.rungs).toEqual([
    { name: 'first', durationMs: 1_234 },
    { name: 'second', durationMs: 100 },
  ]);
  expect(told).toEqual([
    ['first', 'start', 0],
    ['first', 'done', 1_234],
    ['second', 'start', 0],
    ['second', 'done', 100],
  ]);
});

test('an error says on which rung, and after how long', async () => {
  const clock = handClock();
  using ladder = new Ladder({ within: 60_000, clock });
  const cause = new Error('the door is shut; open it');
  const error = await failure(
    ladder.climb('door open', async () => {
      clock.time += 2_550;
      throw cause;
    }),
  );
  expect(error.message).toBe('start failed at "door open" after 2.5 s: the door is shut; open it');
  expect(error).toMatchObject({ name: 'StartFailed', rung: 'door open', node: undefined, cause });
  expect(ladder.rungs).toEqual([]);
});

test('trouble with a node comes with the end of its log', async () => {
  using ladder = new Ladder({ within: 60_000, clock: handClock() });
  const error = await failure(
    ladder.climb('nodes Ready', () => Promise.reject(new NodeTrouble('node a exited', 'a', ['one', 'two']))),
  );
  expect(error.node).toBe('a');
  expect(error.message).toBe(`start failed at "nodes Ready" after 0.0 s: node a exited
last lines of a's log:
  one
  two`);
});

test('a node that logged nothing is said to have logged nothing', async () => {
  using ladder = new Ladder({ within: 60_000, clock: handClock() });
  const error = await failure(ladder.climb('x', () => Promise.reject(new NodeTrouble('node a exited', 'a', []))));
  expect(error.message).toBe('start failed at "x" after 0.0 s: node a exited\na logged nothing');
});

test('work that does not end is left at the deadline, and one second for its last word', async () => {
  using ladder = new Ladder({ within: 5_000, clock: fakeClock() });
  const error = await failure(ladder.climb('never', () => new Promise(() => {})));
  expect(error.message).toBe('start failed at "never" after 6.0 s: the start was given 5 s, and they are over');
});

test('the caller ends work at once, with its own reason, and no rung follows', async () => {
  const interrupt = new AbortController();
  using ladder = new Ladder({ within: 5_000, clock: handClock(), signal: interrupt.signal });
  const climbing = failure(ladder.climb('never', () => new Promise(() => {})));
  interrupt.abort(new Error('interrupted by SIGINT'));
  expect((await climbing).message).toBe('start failed at "never" after 0.0 s: interrupted by SIGINT');
  const next = await failure(ladder.climb('next', async () => 'done'));
  expect(next.message).toBe('start failed at "next" after 0.0 s: interrupted by SIGINT');
});
