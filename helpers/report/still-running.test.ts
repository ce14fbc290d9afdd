import { expect, test } from '@jest/globals';
import { stillRunning } from './still-running.ts';

test.each([
  [['A-1'], 1, 'still running: A-1 (1 left)'],
  [['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'], 9, 'still running: A-1, A-2, A-3, A-4, A-5, A-6 (9 left)'],
  [['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7'], 9, 'still running: A-1, A-2, A-3, A-4, A-5, A-6, … (9 left)'],
])('%j', (running, left, line) => {
  expect(stillRunning(running, left)).toBe(line);
});
