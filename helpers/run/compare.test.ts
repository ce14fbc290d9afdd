import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import type { RunReport } from '../report/results.ts';
import { SAMPLE_REPORT, sampleResult } from '../report/sample.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { type Compared, compareReports } from './compare.ts';
import { UsageError } from './usage-error.ts';

const style = { colors: pc.createColors(false), width: 100 };

function compared(a: RunReport, b: RunReport): Compared {
  using folder = temporaryFolder();
  const paths = ['a.json', 'b.json'].map((name) => join(folder.path, name)) as [string, string];
  for (const [index, report] of [a, b].entries()) writeFileSync(paths[index] ?? '', JSON.stringify(report));
  return compareReports(paths, style);
}

const good = { ...SAMPLE_REPORT, requirements: [sampleResult('ARTICLE-1')] };
const bad = { ...SAMPLE_REPORT, requirements: [sampleResult('ARTICLE-1', { verdict: 'failed', reason: 'why' })] };

test.each([
  ['nothing changed', good, good, 0],
  ['one got better', bad, good, 0],
  ['one got worse', good, bad, 1],
  ['one stayed bad', bad, bad, 0],
  ['one is gone that had passed', good, { ...good, requirements: [] }, 1],
])('%s', (_, a, b, exitCode) => {
  expect(compared(a, b).exitCode).toBe(exitCode);
});

test('each file that is no report has a line of its own', () => {
  using folder = temporaryFolder();
  const paths = ['a.json', 'b.json'].map((name) => join(folder.path, name)) as [string, string];
  writeFileSync(paths[1], '{}');
  expect(() => compareReports(paths, style)).toThrow(UsageError);
  expect(() => compareReports(paths, style)).toThrow(
    /^--compare: \S+a\.json can't be read \(ENOENT[^\n]+\)\n--compare: \S+b\.json is no report of this version: [^\n]+$/,
  );
});
