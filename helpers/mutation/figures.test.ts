import { expect, test } from '@jest/globals';
import { mutationSentence, mutationText, scoreLine } from './figures.ts';
import type { FileMutation, LivingMutant } from './results.ts';

const living = (end: LivingMutant['end']): LivingMutant => ({
  ...{ at: '1:1', mutator: 'BooleanLiteral', original: 'true', replacement: 'false', end },
});
const FILE: FileMutation = {
  ...{ file: 'helpers/expect/hold.ts', hash: 'h', tests: [], unusable: [] },
  counts: { killed: 4, timeout: 1, reference: 2, survived: 2, uncovered: 1 },
  living: [living('survived'), living('survived'), living('uncovered')],
};

test('a file in a line', () => {
  expect(scoreLine(FILE)).toBe(
    ' 70 %  helpers/expect/hold.ts: 4 killed, 1 timeout, 2 reference, 2 survived, 1 uncovered',
  );
});

test('all of them in a sentence, and by file with those that are left out by name', () => {
  const record = { files: [FILE], notYet: ['helpers/probe/answer.ts'], outdated: [] };
  expect(mutationSentence(record)).toContain(
    'Mutation score 70.0 %: of 10 small changes to 1 of 2 files the unit tests noticed 5 and the reference cluster 2 more; 3 live, 1 of them where neither comes by, and 0 with a reason.',
  );
  expect(mutationText(record)).toContain(
    '| expect/hold.ts | 70 % | 5 | 2 | 2 | 1 |\n\nNot judged yet: probe/answer.ts.\n',
  );
  expect(mutationText({ files: [], notYet: [], outdated: [] })).toContain('No file is left out.');
});

test('files that changed since are counted, and have their names', () => {
  const record = { files: [FILE], notYet: [], outdated: ['helpers/expect/hold.ts'] };
  expect(mutationSentence(record)).toContain('files (1 as they were before a change of theirs or of their tests) the');
  expect(mutationText(record)).toContain('As they were before a change of theirs or of their tests: expect/hold.ts.\n');
});
