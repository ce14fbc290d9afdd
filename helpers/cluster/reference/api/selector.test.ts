import { expect, test } from '@jest/globals';
import { matchesSelector } from './selector.ts';

const LABELS = { app: 'web', tier: 'front' };

test.each([
  ['', true],
  ['app=web', true],
  ['app==web,tier=front', true],
  ['app!=web', false],
  ['app', true],
  ['!app', false],
  ['!other', true],
  ['app in (web,api),tier', true],
  ['app notin (web)', false],
  ['other notin (web)', true],
])('%j: %j', (selector, expected) => {
  expect(matchesSelector(LABELS, selector)).toBe(expected);
});

test('what can not be read is an error', () => {
  expect(() => matchesSelector(LABELS, 'a b c')).toThrow('unable to parse requirement: a b c');
});
