import { expect, test } from '@jest/globals';
import { oneLine, plainText } from './plain-text.ts';

test('terminal escapes, control characters and what XML forbids are gone; tab and line feed stay', () => {
  expect(plainText('\u001b[31mred\u001b[0m\u0000\u0007\u009b\ta\r\nb\rc\ufffe')).toBe('red\ta\nb\nc');
});

test('a lone surrogate becomes the replacement character, and an emoji stays', () => {
  expect(plainText('a\ud800b 🙂')).toBe('a\ufffdb 🙂');
});

test('one line joins lines and trims', () => {
  expect(oneLine('  a\r\n\tb  c\n')).toBe('a b c');
});
