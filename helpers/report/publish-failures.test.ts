import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sampleFacts } from './diagnosis/sample-facts.ts';
import { readFacts, writeFacts, writeFailureFiles } from './failure-files.ts';
import { publishFailures } from './publish-failures.ts';
import { secondAttempts } from './records.ts';
import { sampleResult } from './sample.ts';
import { sampleRequirement } from './sample-requirement.ts';
import { temporaryFolder } from './temporary-folder.ts';

const failed = sampleResult('ARTICLE-7', {
  ...{ verdict: 'failed', reason: 'ARTICLE-7: no answer', explanation: 'ARTICLE-7: no answer\n  expected: one' },
  diagnosis: ['seen: node node-3 answers on no nodePort'],
});
const inconclusive = sampleResult('ARTICLE-9', { verdict: 'inconclusive', reason: 'no verdict was recorded' });
const requirements = [sampleResult('ARTICLE-1'), failed, inconclusive];

test('each that did not pass has a folder with all that was gathered and what the report says of it', () => {
  using records = temporaryFolder();
  using report = temporaryFolder();
  writeFailureFiles(records.path, 'ARTICLE-7', { 'probes.txt': 'what was probed' });
  writeFacts(records.path, sampleFacts());
  writeFailureFiles(report.path, 'ARTICLE-2', { 'probes.txt': 'of an earlier run' });
  publishFailures(report.path, records.path, { requirements }, [sampleRequirement('ARTICLE-7')]);

  expect(readdirSync(join(report.path, 'failures')).sort()).toEqual(['ARTICLE-7', 'ARTICLE-9']);
  const read = (id: string, name: string) => readFileSync(join(report.path, 'failures', id, name), 'utf8');
  expect(read('ARTICLE-7', 'probes.txt')).toBe('what was probed');
  expect(readFacts(report.path, 'ARTICLE-7')).toEqual(sampleFacts());
  expect(JSON.parse(read('ARTICLE-7', 'requirement.json'))).toMatchObject({
    ...{ id: 'ARTICLE-7', source: 'kubernetes.io/docs', verdict: 'failed', reason: 'ARTICLE-7: no answer' },
  });
  expect(read('ARTICLE-7', 'diagnosis.txt')).toBe('ARTICLE-7: no answer\n\nseen: node node-3 answers on no nodePort\n');
  expect(read('ARTICLE-9', 'diagnosis.txt')).toContain('no diagnosis: the facts do not say more than the reason does');
});

test('of one that was asked again the folder has what the second attempt gathered', () => {
  using records = temporaryFolder();
  using report = temporaryFolder();
  const firstAttempt = { reason: 'the traffic paused', startedAt: '2026-03-01T10:00:00.000Z', durationMs: 1 };
  writeFailureFiles(records.path, 'ARTICLE-7', { 'probes.txt': 'at first' });
  writeFailureFiles(secondAttempts(records.path), 'ARTICLE-7', { 'probes.txt': 'at last' });
  publishFailures(report.path, records.path, { requirements: [{ ...failed, firstAttempt }] }, []);
  expect(readFileSync(join(report.path, 'failures', 'ARTICLE-7', 'probes.txt'), 'utf8')).toBe('at last');
});

test('where all passed there is no such folder', () => {
  using report = temporaryFolder();
  publishFailures(report.path, report.path, { requirements: [sampleResult('ARTICLE-1')] }, []);
  expect(existsSync(join(report.path, 'failures'))).toBe(false);
  expect(readFacts(report.path, 'ARTICLE-1')).toBeUndefined();
});
