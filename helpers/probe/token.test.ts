import { expect, test } from '@jest/globals';
import { tokens } from './token.ts';

test('tokens of one run share a prefix that is not its nonce, and no two are equal', () => {
  const [one, other] = [tokens('n0nce'), tokens('n0nce')];
  const all = [one(), one(), other(), other()];
  expect(new Set(all).size).toBe(4);
  expect(all.join()).not.toContain('n0nce');
  expect(new Set(all.map((token) => token.split('-')[0])).size).toBe(1);
  expect(all.filter((token) => !/^[0-9a-f]{8}-[0-9a-f]{8}-[12]$/.test(token))).toEqual([]);
});
