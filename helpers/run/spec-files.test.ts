import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { checkedIds, specFiles } from './spec-files.ts';

test('ids are those of calls, on one line or on several', () => {
  const text = "// requirement('NO-1')\nrequirement('A-1', async () => {});\nrequirement(\n  'A-2',\n);\n";
  expect(checkedIds(text)).toEqual(['A-1', 'A-2']);
});

test('spec files are found by name, and only those in the folder of that name disturb', () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'disturbing'));
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  write('b.spec.ts', "requirement('B-1', x);\n");
  write('a.spec.ts', '');
  write('a-scene.ts', "requirement('A-9', x);\n");
  write(join('disturbing', 'c.spec.ts'), "requirement('C-1', x);\nrequirement('C-2', x);\n");
  expect(specFiles(folder.path)).toEqual([
    { path: join(folder.path, 'a.spec.ts'), ids: [], disturbing: false },
    { path: join(folder.path, 'b.spec.ts'), ids: ['B-1'], disturbing: false },
    { path: join(folder.path, 'disturbing', 'c.spec.ts'), ids: ['C-1', 'C-2'], disturbing: true },
  ]);
});

test('the specs here check requirements of the catalogue', () => {
  const ids = specFiles().flatMap((file) => file.ids);
  expect(ids).toContain('ARTICLE-1');
  expect(ids.filter((id) => !REQUIREMENTS.some((entry) => entry.id === id))).toEqual([]);
});
