import { expect, test } from '@jest/globals';
import { VirtualClock } from './virtual-clock.ts';

/** Steps until so many works are done; `at ms` of each. */
function run(clock: VirtualClock, log: string[], works: number): string[] {
  for (let steps = 0; log.length < works && steps < 10_000; steps += 1) {
    const work = clock.takeDue();
    if (work) work();
    else clock.step();
  }
  return log;
}

test('timers are due in their order, on a grid, and time stands still for what is due at once', () => {
  const clock = new VirtualClock(1_000);
  const log: string[] = [];
  const note = (name: string) => () => log.push(`${name} ${clock.now - 1_000}`);
  clock.start(note('late'), 203);
  clock.start(note('soon'), 3);
  clock.start(note('also soon'), 5);
  expect(run(clock, log, 3)).toEqual(['soon 5', 'also soon 5', 'late 205']);
});

test('an interval goes on until it is stopped', () => {
  const clock = new VirtualClock(0);
  const log: string[] = [];
  const timer = clock.start(() => log.push(String(clock.now)), 100, true);
  expect(run(clock, log, 3)).toEqual(['100', '200', '300']);
  clock.stop(timer.id);
  expect(clock.takeDue()).toBeUndefined();
});

test('a step is short, however far the next timer is', () => {
  const clock = new VirtualClock(0);
  clock.start(() => {}, 3_000);
  clock.step();
  expect(clock.now).toBe(50);
});
