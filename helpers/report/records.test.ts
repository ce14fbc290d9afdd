import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { InvalidRecordError, readContrast, readErrors, readRecords, recordFiles } from './read-records.ts';
import { writeContrast, writeError, writeProvisional, writeRecord } from './records.ts';
import { SAMPLE_CONTRAST, SAMPLE_REQUIREMENTS, sampleResult } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

test('records, contrast and errors come back as they were written, and nothing unfinished stays', () => {
  using folder = temporaryFolder();
  for (const result of SAMPLE_REQUIREMENTS) writeRecord(folder.path, result);
  writeContrast(folder.path, SAMPLE_CONTRAST);
  const errors = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  for (const error of errors.toReversed()) writeError(folder.path, error);
  expect(readRecords(folder.path).sort(byId)).toEqual([...SAMPLE_REQUIREMENTS].sort(byId));
  expect(readContrast(folder.path)).toEqual(SAMPLE_CONTRAST);
  expect(readErrors(folder.path)).toEqual(errors);
  expect(readdirSync(folder.path).filter((name) => !name.endsWith('.json'))).toEqual([]);
});

test('an empty folder has no records, no contrast, no errors', () => {
  using folder = temporaryFolder();
  expect([readRecords(folder.path), readContrast(folder.path), readErrors(folder.path)]).toEqual([[], null, []]);
});

test('a second record of an id stands beside the first', () => {
  using folder = temporaryFolder();
  writeRecord(folder.path, sampleResult('ARTICLE-1'));
  writeRecord(folder.path, sampleResult('ARTICLE-1', { verdict: 'failed', reason: 'why' }));
  expect(
    readRecords(folder.path)
      .map(({ verdict }) => verdict)
      .sort(),
  ).toEqual(['failed', 'passed']);
});

test('a provisional record counts until the final one takes its place, and is shown by nobody', () => {
  using folder = temporaryFolder();
  const failed = sampleResult('ARTICLE-1', { verdict: 'failed', reason: 'why' });
  const provisional = writeProvisional(folder.path, failed);
  expect(readRecords(folder.path)).toEqual([failed]);
  expect(recordFiles(folder.path)).toEqual([]);
  const final = { ...failed, diagnosis: ['seen: node node-3 answers on no nodePort'] };
  writeRecord(folder.path, final, provisional);
  expect(readRecords(folder.path)).toEqual([final]);
  expect(recordFiles(folder.path)).toHaveLength(1);
});

test('an id can not leave the folder', () => {
  using folder = temporaryFolder();
  writeRecord(folder.path, sampleResult('../ARTICLE-1'));
  expect(readdirSync(folder.path)).toEqual([expect.stringMatching(/^requirement-\.\.%2FARTICLE-1\.[0-9a-f-]+\.json$/)]);
});

test('a file that is not a record is named, with what is wrong and with the records of the others', () => {
  using folder = temporaryFolder();
  const valid = sampleResult('ARTICLE-1');
  const path = join(folder.path, 'requirement-ARTICLE-2.json');
  writeRecord(folder.path, valid);
  const { reason, ...incomplete } = sampleResult('ARTICLE-2');
  writeFileSync(path, JSON.stringify(incomplete));
  const error = thrownBy(() => readRecords(folder.path));
  expect(error.message).toBe(
    `${path} is not a valid record: requirement must have required property 'reason'; only the specs may write there, so run them again`,
  );
  expect(error.readable).toEqual([valid]);
  expect(error).not.toHaveProperty('cause');
  expect(reason).toBe('');
});

test.each([
  ['requirement-ARTICLE-1.json', '{"id":', readRecords, 'Unexpected end of JSON input'],
  ['contrast.json', '{"title":"a","columns":["A"]}', readContrast, "table must have required property 'rows'"],
  ['error-1.json', '{}', readErrors, 'it must be a string'],
])('%s with %s is refused', (name, text, read, problem) => {
  using folder = temporaryFolder();
  const path = join(folder.path, name);
  writeFileSync(path, text);
  const error = thrownBy(() => read(folder.path));
  expect(error.message).toBe(
    `${path} is not a valid record: ${problem}; only the specs may write there, so run them again`,
  );
  expect(error.readable).toEqual([]);
  expect(error.cause).toEqual(problem.startsWith('Unexpected') ? expect.any(SyntaxError) : undefined);
});

test('a file that is being written is none yet', () => {
  using folder = temporaryFolder();
  writeRecord(folder.path, sampleResult('ARTICLE-1'));
  writeFileSync(join(folder.path, 'requirement-ARTICLE-2.1.json.2.tmp'), '{"id":');
  expect(readRecords(folder.path)).toHaveLength(1);
});

test('what can not be read at all is no fault of a record', () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'requirement-ARTICLE-1.json'));
  expect(() => readRecords(folder.path)).toThrow('EISDIR');
});

function thrownBy(act: () => unknown): InvalidRecordError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRecordError);
    return error as InvalidRecordError;
  }
  throw new Error('nothing was thrown');
}
