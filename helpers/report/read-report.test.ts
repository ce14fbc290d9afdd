import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readReport, UnreadableReport } from './read-report.ts';
import { SAMPLE_REPORT } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

function refusal(text: string | null): string {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  if (text !== null) writeFileSync(path, text);
  try {
    readReport(path);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableReport);
    return (error as Error).message.replaceAll(path, 'PATH');
  }
  throw new Error('it was accepted');
}

test('a report that was written is read', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  writeFileSync(path, JSON.stringify(SAMPLE_REPORT));
  expect(readReport(path)).toEqual(SAMPLE_REPORT);
});

test.each([
  ['a missing file', null, "PATH can't be read (ENOENT: no such file or directory, open 'PATH')"],
  ['an empty one', '', "PATH can't be read (Unexpected end of JSON input)"],
  ['a list', '[]', 'PATH is no report of this version: report must be object'],
  ['nothing', 'null', 'PATH is no report of this version: report must be object'],
  [
    'one of another version',
    JSON.stringify({ ...SAMPLE_REPORT, schemaVersion: 2 }),
    'PATH is a report of schemaVersion 2, and this suite reads 1: use the version that wrote it',
  ],
  [
    'one that lacks something',
    JSON.stringify({ ...SAMPLE_REPORT, totals: undefined }),
    "PATH is no report of this version: report must have required property 'totals'",
  ],
])('%s is refused in one line', (_, text, message) => {
  expect(refusal(text)).toBe(message);
});

test('of many problems the first are named', () => {
  const message = refusal('{"schemaVersion": 1}');
  expect(message.length).toBeLessThan(400);
  expect(message).toMatch(/…$/);
});
