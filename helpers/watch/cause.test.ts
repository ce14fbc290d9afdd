import { expect, test } from '@jest/globals';
import { causeOf } from './cause.ts';
import type { Interval } from './track.ts';

function interval(kind: Interval['kind'], from: number, to: number | null): Interval {
  return { kind, from, to, probes: 1, outcomes: {}, detail: '' };
}

test.each([
  ['pod IPs answered', [], 150, 'Service'],
  ['a pod IP did not answer at the same time', [interval('broken', 180, 250)], 150, 'pod network'],
  ['a pod IP still does not answer', [interval('broken', 180, null)], 150, 'pod network'],
  ['a pod IP did not answer, but before', [interval('broken', 10, 90)], 150, 'Service'],
  ['the control could not be made', [interval('unknown', 150, 160)], 170, 'could not tell'],
  ['the control was last answered before', [], 90, 'could not tell'],
  ['there never was a control', [], undefined, 'could not tell'],
])('%s: %j', (_, intervals, lastAnswered, cause) => {
  expect(causeOf({ from: 100, to: 200 }, { intervals, lastAnswered })).toBe(cause);
});
