import { expect, test } from '@jest/globals';
import { inProgress, stillRunning } from './still-running.ts';

test.each([
  [['A-1'], 1, 'still running: A-1 (1 left)'],
  [['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'], 9, 'still running: A-1, A-2, A-3, A-4, A-5, A-6 (9 left)'],
  [['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7'], 9, 'still running: A-1, A-2, A-3, A-4, A-5, A-6, … (9 left)'],
])('%j', (running, left, line) => {
  expect(stillRunning(running, left)).toBe(line);
});

test.each([
  [['A-1', 'A-2'], 5, 12, '7 of 12 done, 5 left; now: A-1, A-2'],
  [[], 12, 12, '0 of 12 done, 12 left; now: …'],
])('%j of a line that is always there', (running, left, all, line) => {
  expect(inProgress(running, left, all)).toBe(line);
});
