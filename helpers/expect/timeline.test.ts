import { expect, test } from '@jest/globals';
import type { ProbeResult } from '../probe/probe.ts';
import { timelineOf } from './timeline.ts';

const at = (sentAt: number, part: Partial<ProbeResult>) => ({ sentAt, ...part }) as ProbeResult;

test('probes in a row that saw the same are one run, with its backend', () => {
  const results = [
    at(1_000, { outcome: 'answered', backend: 'shop/a' }),
    at(1_100, { outcome: 'answered', backend: 'shop/a' }),
    at(1_200, { outcome: 'answered', backend: 'shop/b' }),
    at(1_300, { outcome: 'timeout' }),
    at(1_400, { outcome: 'timeout' }),
    at(1_500, { outcome: 'timeout' }),
    at(1_600, { outcome: 'answered', backend: 'shop/a' }),
  ];
  const marks = [
    { at: 1_150.4, text: 'shop/a is gone' },
    { at: 900, text: 'before' },
  ];
  expect(timelineOf(results, marks, 100)).toEqual({
    ...{ startedAt: '1970-01-01T00:00:01.000Z', everyMs: 100 },
    marks: [
      { atMs: 150, text: 'shop/a is gone' },
      { atMs: -100, text: 'before' },
    ],
    runs: [
      { outcome: 'answered', backend: 'shop/a', count: 2 },
      { outcome: 'answered', backend: 'shop/b', count: 1 },
      { outcome: 'timeout', backend: null, count: 3 },
      { outcome: 'answered', backend: 'shop/a', count: 1 },
    ],
  });
});

test('without a probe there is none', () => {
  expect(timelineOf([], [], 100)).toBeNull();
});
