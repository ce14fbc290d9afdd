import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readManifests } from './manifests.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifests-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(yaml: string) {
  const path = join(folder, 'x.yaml');
  await writeFile(path, yaml);
  return readManifests(path);
}

const HEAD = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n';

test('several documents, empty ones left out, unknown fields kept', async () => {
  expect(await read(`# comment\n---\n${HEAD}spec: { typo: 1 }\n---\n---\n${HEAD}`)).toEqual([
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { typo: 1 } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } },
  ]);
});

test('octal as kubectl reads it', async () => {
  expect(await read(`${HEAD}mode: 0644`)).toMatchObject([{ mode: 420 }]);
});

test.each([
  ['apiVersion: v1\nkind: Service', 'document 1: has no metadata.name'],
  [`${HEAD}---\nkind: Service`, 'document 2: has no apiVersion'],
  ['apiVersion: v1\nkind: 3\nmetadata: { name: a }', 'document 1: has no kind'],
  ['just text', 'document 1: has no apiVersion'],
  [`${HEAD}kind: Pod`, 'document 1: Map keys must be unique at line 4, column 1:'],
  [
    'a: [1',
    'document 1: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6:',
  ],
])('%j', async (yaml, problem) => {
  await expect(read(yaml)).rejects.toMatchObject({
    name: 'ManifestInvalid',
    message: `${join(folder, 'x.yaml')}, ${problem}`,
  });
});

test('a file without an object', async () => {
  await expect(read('# nothing\n')).rejects.toThrow(`${join(folder, 'x.yaml')}: holds no object`);
});
