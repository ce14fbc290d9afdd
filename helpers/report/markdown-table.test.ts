import { expect, test } from '@jest/globals';
import { markdownTable } from './markdown-table.ts';

test('cells are shown as they are, whatever Markdown makes of them', () => {
  expect(
    markdownTable(
      ['a', 'b'],
      [
        ['x | y', '<b>\\ z\n'],
        ['1', '2'],
      ],
    ),
  ).toBe(['| a | b |', '| --- | --- |', '| x \\| y | &lt;b>\\\\ z  |', '| 1 | 2 |'].join('\n'));
});
