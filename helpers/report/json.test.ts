import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { InvalidReportError, writeReport } from './json.ts';
import { SAMPLE_REPORT } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('the report is written into a new folder, and reads back as it was', () => {
  using folder = temporaryFolder();
  const path = writeReport(join(folder.path, 'a', 'b'), SAMPLE_REPORT);
  expect(path).toBe(join(folder.path, 'a', 'b', 'report.json'));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(SAMPLE_REPORT);
});

test('a report that its schema does not allow is not written', () => {
  using folder = temporaryFolder();
  expect(() => writeReport(folder.path, { ...SAMPLE_REPORT, durationMs: Number.NaN })).toThrow(
    new InvalidReportError('report/durationMs must be number'),
  );
  expect(existsSync(join(folder.path, 'report.json'))).toBe(false);
});

test('the error says where the schema is', () => {
  expect(new InvalidReportError('x').message).toBe(
    'the report does not match helpers/report/report.schema.json, so it was not written: x',
  );
});
