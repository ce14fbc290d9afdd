import { expect, test } from '@jest/globals';
import { StatusLine } from './status-line.ts';

test('each text takes the place of the one before, cut to the terminal, until it is cleared', () => {
  const written: string[] = [];
  const status = new StatusLine((text) => written.push(text), 12);
  status.clear();
  status.show('short');
  status.show('much too long');
  status.clear();
  status.clear();
  expect(written).toEqual(['\r\u001b[2Kshort', '\r\u001b[2Kmuch too l…', '\r\u001b[2K']);
});
