import { expect, test } from '@jest/globals';
import { formatDuration } from './duration.ts';

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.5, '1.0 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [41_300, '41 s'],
  [59_500, '1 min'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
