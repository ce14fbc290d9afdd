import { expect, test } from '@jest/globals';
import { Screen } from './screen.ts';

function screen(size: { columns?: number; rows?: number } = {}) {
  let written = '';
  const stream = {
    write: (text: string) => {
      written += text;
    },
    ...size,
  };
  const taken = () => {
    const text = written;
    written = '';
    return text;
  };
  return { screen: new Screen(stream), taken };
}

test('a picture is drawn in place of the last one, and a line stays above it', () => {
  const { screen: it, taken } = screen();
  it.draw('a\nb');
  expect(taken()).toBe('a\nb\n');
  it.line('stays');
  expect(taken()).toBe('\u001b[2F\u001b[Jstays\n');
  it.draw('c');
  expect(taken()).toBe('c\n');
  it.draw('d');
  expect(taken()).toBe('\u001b[1F\u001b[Jd\n');
});

test('what would not fit is cut, or it could not be erased', () => {
  const { screen: it, taken } = screen({ columns: 6, rows: 3 });
  it.draw('123456789\nb\nc\nd');
  expect(taken()).toBe('1234…\nb\n');
});
