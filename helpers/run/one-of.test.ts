import { expect, test } from '@jest/globals';
import { oneOf } from './one-of.ts';
import { UsageError } from './usage-error.ts';

const KNOWN = ['article', 'core', 'all'] as const;

test('a word that is known is taken', () => {
  expect(oneOf('--profile', 'core', KNOWN)).toBe('core');
});

test.each([
  ['cor', '--profile cor: one of article, core, all is needed; did you mean core?'],
  ['Article', '--profile Article: one of article, core, all is needed; did you mean article?'],
  ['everything', '--profile everything: one of article, core, all is needed'],
])('"%s" is refused, with the nearest one', (word, message) => {
  expect(() => oneOf('--profile', word, KNOWN)).toThrow(new UsageError(message));
});
