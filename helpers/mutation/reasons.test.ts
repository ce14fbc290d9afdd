import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { unfoundedReasons } from './reasons.ts';
import type { FileMutation, MutationRecord } from './results.ts';

const FILE: FileMutation = {
  ...{ file: 'a.ts', hash: 'h', tests: [], unusable: [] },
  counts: { killed: 0, timeout: 0, reference: 0, survived: 1, uncovered: 0 },
  living: [{ at: '1:1', mutator: 'BooleanLiteral', original: 'true', replacement: 'false', end: 'survived' }],
};
const reason = { file: 'a.ts', original: 'true', why: 'nobody reads it' };

test('a reason stands as long as its mutant lives', () => {
  expect(unfoundedReasons([FILE], [reason, { ...reason, replacement: 'false' }])).toEqual([]);
  expect(unfoundedReasons([], [reason])).toEqual([]);
});

test('one whose mutant is dead or gone is to be taken out', () => {
  const line = 'a.ts: no mutant of true lives any more: take its reason out of helpers/mutation/reasons.json';
  expect(unfoundedReasons([{ ...FILE, living: [] }], [reason])).toEqual([line]);
  expect(unfoundedReasons([FILE], [{ ...reason, replacement: 'null' }])).toEqual([line]);
});

test('every reason that is kept has its mutant', () => {
  const { files } = JSON.parse(
    readFileSync(new URL('../../docs/mutation.json', import.meta.url), 'utf8'),
  ) as MutationRecord;
  expect(unfoundedReasons(files)).toEqual([]);
});
