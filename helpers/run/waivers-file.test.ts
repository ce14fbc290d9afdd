import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { UsageError } from './usage-error.ts';
import { readWaivers } from './waivers-file.ts';

const IDS = ['POLICY-2', 'POLICY-3', 'DNS-1'];

function read(text: string) {
  using folder = temporaryFolder();
  const file = join(folder.path, 'waivers.yaml');
  writeFileSync(file, text);
  try {
    return readWaivers(file, IDS);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message.replace(file, 'FILE');
  }
}

test('a list of id, reason and last day', () => {
  expect(read('- id: POLICY-2\n  reason: |\n    known,\n    see ticket\n  until: 2026-12-31\n')).toEqual([
    { id: 'POLICY-2', reason: 'known, see ticket', until: '2026-12-31' },
  ]);
  expect(read('[]')).toEqual([]);
});

test.each([
  ['id: POLICY-2', '--waivers FILE: a list is needed, each with id, reason, until'],
  ['', '--waivers FILE: a list is needed, each with id, reason, until'],
  ['- [', /^--waivers FILE: Flow sequence in block collection/],
  [
    '- { id: POLICY-9, reason: a, until: 2026-12-31 }',
    /entry 1: there is no requirement POLICY-9; did you mean POLICY-\d\?$/,
  ],
  ['- just words', '--waivers FILE, entry 1: there is no 0, only id, reason, until'],
  ['- { id: DNS-1, until: 2026-12-31 }', '--waivers FILE, entry 1 (DNS-1): a reason is needed'],
  [
    '- { id: DNS-1, reason: a }',
    '--waivers FILE, entry 1 (DNS-1): until is the last day that it is waived, such as 2026-12-31',
  ],
  ['- { id: DNS-1, reason: a, until: 2026-02-30 }', /until is the last day that it is waived/],
  [
    '- { id: DNS-1, reason: a, until: 2026-12-31, unitl: x }',
    '--waivers FILE, entry 1: there is no unitl, only id, reason, until',
  ],
  [
    '- { id: DNS-1, reason: a, until: 2026-12-31 }\n- { id: DNS-1, reason: b, until: 2026-12-30 }',
    '--waivers FILE: DNS-1 is there twice',
  ],
])('%j is refused in one line', (text, message) => {
  expect(read(text)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('a file that there is not', () => {
  expect(() => readWaivers('/nowhere/w.yaml', IDS)).toThrow(
    "--waivers /nowhere/w.yaml: ENOENT: no such file or directory, open '/nowhere/w.yaml'",
  );
});
