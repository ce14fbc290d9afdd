import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SAMPLE_REPORT, SAMPLE_REQUIREMENTS, sampleResult } from '../report/sample.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { lastFailed } from './previous.ts';
import { UsageError } from './usage-error.ts';

const IDS = SAMPLE_REQUIREMENTS.map(({ id }) => id);

function refusal(path: string): string {
  try {
    lastFailed(path, IDS);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`${path} was accepted`);
}

test('what failed or was inconclusive is selected, in the order of the catalogue', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  writeFileSync(path, JSON.stringify(SAMPLE_REPORT));
  expect(lastFailed(path, IDS)).toEqual(['ARTICLE-7', 'ARTICLE-9']);
  expect(lastFailed(path, IDS.toReversed())).toEqual(['ARTICLE-9', 'ARTICLE-7']);
});

test('an id that the catalogue no longer has is left out', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  writeFileSync(path, JSON.stringify(SAMPLE_REPORT));
  expect(lastFailed(path, ['ARTICLE-1', 'ARTICLE-9'])).toEqual(['ARTICLE-9']);
});

test('a run in which nothing failed leaves nothing to repeat', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  writeFileSync(path, JSON.stringify({ ...SAMPLE_REPORT, requirements: [sampleResult('ARTICLE-1')] }));
  expect(refusal(path)).toBe(`--last-failed: nothing failed or was inconclusive in ${path}`);
});

test('without a report it says what to run first', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  const why = `ENOENT: no such file or directory, open '${path}'`;
  expect(refusal(path)).toBe(`--last-failed: ${path} can't be read (${why}); run npm start first`);
});

test.each(['', '{"schemaVersion": 1'])('a torn report is refused: %j', (text) => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  writeFileSync(path, text);
  expect(refusal(path)).toMatch(/^--last-failed: .*report\.json can't be read \(.+\); run npm start first$/);
});

test('what is no report is refused with what it lacks', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'report.json');
  const { totals: _, ...rest } = SAMPLE_REPORT;
  writeFileSync(path, JSON.stringify(rest));
  expect(refusal(path)).toBe(
    `--last-failed: ${path} is no report of this version: report must have required property 'totals'; run npm start first`,
  );
});
