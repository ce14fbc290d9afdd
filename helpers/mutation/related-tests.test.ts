import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Imports } from './related-tests.ts';

const imports = new Imports(fileURLToPath(new URL('../..', import.meta.url)));

test('the test beside a file comes first, and others of its part that lead to it follow', () => {
  const { tests } = imports.relatedTo('helpers/expect/hold.ts');
  expect(tests[0]).toBe('helpers/expect/hold.test.ts');
  expect(tests).toContain('helpers/expect/silence.test.ts');
  expect(tests.every((each) => each.startsWith('helpers/expect/'))).toBe(true);
});

test('what needs an engine or a cluster is no judge', () => {
  for (const file of ['helpers/run/run.ts', 'helpers/chaos/chaos-run.ts']) {
    expect(imports.relatedTo(file).tests.filter((each) => /engine|reference\.test/.test(each))).toEqual([]);
  }
});

test('two files have two hashes', () => {
  const [hold, since] = ['hold', 'since'].map((name) => imports.relatedTo(`helpers/expect/${name}.ts`).hash);
  expect(hold).toMatch(/^[0-9a-f]{16}$/);
  expect(hold).not.toBe(since);
});
