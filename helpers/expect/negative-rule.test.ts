import { expect, test } from '@jest/globals';
import type { Outcome } from '../probe/probe.ts';
import { CLOSED, DROPPED, NOT_OURS, REFUSED, sawWhatMust } from './negative-rule.ts';

const RULES = { NOT_OURS, REFUSED, DROPPED, CLOSED };
const ALL: readonly Outcome[] = ['answered', 'stranger', 'refused', 'timeout', 'unroutable', 'broken'];

test.each([
  ['NOT_OURS', ['stranger', 'refused', 'timeout', 'unroutable'], 'no answer of a pod of ours'],
  ['REFUSED', ['refused', 'timeout'], 'refused (silence now and then is the rate limit of ICMP errors)'],
  ['DROPPED', ['timeout'], 'timeout'],
  ['CLOSED', ['refused', 'timeout'], 'refused, or timeout behind a firewall'],
] as const)('%s puts up with %j, never with an answer or a broken probe', (name, outcomes, words) => {
  expect(ALL.filter((each) => RULES[name].outcomes.includes(each))).toEqual(outcomes);
  expect(RULES[name].words).toBe(words);
});

test('where an outcome has to come, it has to come once', () => {
  expect(sawWhatMust(REFUSED, ['timeout', 'refused'])).toBe(true);
  expect(sawWhatMust(REFUSED, ['timeout', 'timeout'])).toBe(false);
  expect(sawWhatMust(REFUSED, [])).toBe(false);
  for (const rule of [NOT_OURS, DROPPED, CLOSED]) expect(sawWhatMust(rule, [])).toBe(true);
});
