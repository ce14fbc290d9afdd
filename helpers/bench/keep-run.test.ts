import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { keepRun } from './keep-run.ts';

test('a run is added to those that are there, red ones too', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'runs.json');
  writeFileSync(path, '[{"verdict":"failed"}]');
  const all = [{ verdict: 'failed' }, { verdict: 'passed' }];
  expect(keepRun(path, { verdict: 'passed' })).toEqual(all);
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(all, null, 2)}\n`);
});
