import { expect, test } from '@jest/globals';
import { parseDuration } from './parse-duration.ts';
import { UsageError } from './usage-error.ts';

test.each([
  ['600', 600_000],
  ['1', 1_000],
  ['90s', 90_000],
  ['10m', 600_000],
  ['1440m', 86_400_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration('--deadline', text)).toBe(ms);
});

test.each(['', '0', '0m', '-1', '1.5', '1.5m', '10 m', '10M', '1h', '5ms', 'm', '1m30s', 'NaN', 'Infinity'])(
  '"%s" is no time',
  (text) => {
    const message = `--deadline ${text}: a time is needed, such as 600, 90s or 10m`;
    expect(() => parseDuration('--deadline', text)).toThrow(new UsageError(message));
  },
);

test.each(['1441m', '86401', '9'.repeat(400)])('%s is more than a timer should be given', (text) => {
  const message = `--deadline ${text}: at most 1440m can be waited for`;
  expect(() => parseDuration('--deadline', text)).toThrow(new UsageError(message));
});
