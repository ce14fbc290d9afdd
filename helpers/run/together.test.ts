import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { dealtOut, SHARES_VARIABLE, shareOf } from './together.ts';

test('spec files are dealt out there and back, and an entry loads its share', () => {
  const { entries, shares } = dealtOut(['a', 'b', 'c', 'd', 'e']);
  expect(entries.map((path) => basename(path))).toEqual(['together-1.spec.ts', 'together-2.spec.ts']);
  expect(shares).toEqual([
    ['a', 'd', 'e'],
    ['b', 'c'],
  ]);
  const env = { [SHARES_VARIABLE]: JSON.stringify(shares) };
  expect([0, 1, 2].map((place) => shareOf(env, place))).toEqual([...shares, []]);
});

test('one file needs one process', () => {
  const { entries, shares } = dealtOut(['a']);
  expect([entries.length, shares]).toEqual([1, [['a']]]);
});
