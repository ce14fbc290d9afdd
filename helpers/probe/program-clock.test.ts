import { expect, test } from '@jest/globals';
import { ProgramClock } from './program-clock.ts';

test('the record that came soonest tells how far the clocks are apart', () => {
  const clock = new ProgramClock();
  clock.came(1000, 5040);
  expect(clock.here(1000)).toBe(5040);
  clock.came(1100, 5102);
  clock.came(1200, 5900);
  expect([clock.here(1000), clock.here(1200)]).toEqual([5002, 5202]);
});
