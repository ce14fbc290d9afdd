import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type Judge, judgeFile, orElse } from './judge-file.ts';
import { judgeStage } from './judge-stage.ts';
import type { Mutant, MutantEnd } from './results.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const UNIT_TESTS = join(HERE, 'judge-process.ts');

/** A file and its test, both beside this one while the test runs. */
function sample(source: string, testing: string) {
  const name = `sample-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const paths = [`${name}.ts`, `${name}.test.ts`].map((each) => join(HERE, each));
  writeFileSync(paths[0] ?? '', source);
  const head = `import { expect, test } from '@jest/globals';\nimport { isAdult } from './${name}.ts';\n`;
  writeFileSync(paths[1] ?? '', `${head}${testing}`);
  const [file = '', tests = ''] = [`helpers/mutation/${name}.ts`, `helpers/mutation/${name}.test.ts`];
  return {
    judge: () => judgeFile(file, [(of, known) => judgeStage(of, { program: UNIT_TESTS, judges: [tests] }, known)]),
    [Symbol.dispose]: () => {
      for (const path of paths) rmSync(path);
    },
  };
}

const SOURCE = `const LEAST: number = 10 + 8;
export function isAdult(age: number): boolean {
  return age >= LEAST;
}
export const unused = (): string => 'x';
`;
const each = (...ages: number[]) => `test.each([${ages}])('%d', (age) => expect(isAdult(age)).toBe(age > 17));\n`;

test('a good test kills what a weak one lets live, in constants too, and what none passes is uncovered', async () => {
  using good = sample(SOURCE, each(17, 18));
  const { counts, living, unusable } = await good.judge();
  expect({ timeout: counts.timeout, unusable }).toEqual({ timeout: 0, unusable: [] });
  expect(counts.killed).toBeGreaterThanOrEqual(5);
  // Nobody asks for what is never called: not for its being there, and not for what it would return.
  expect(living.map(({ original, end }) => [original, end])).toEqual([
    ["(): string => 'x'", 'survived'],
    ["'x'", 'uncovered'],
  ]);
  using weak = sample(SOURCE, each(3, 40));
  const lax = await weak.judge();
  expect(lax.living).toContainEqual({
    ...{ at: '3:10', mutator: 'EqualityOperator', original: 'age >= LEAST', replacement: 'age > LEAST' },
    end: 'survived',
  });
}, 60_000);

test('a mutant that never ends is a timeout, and a test that fails without one is no judge', async () => {
  const loop = `export function isAdult(age: number): boolean {
  let years = 0;
  while (years < age) years += 1;
  return years > 17;
}
`;
  using endless = sample(loop, each(17, 18));
  const { counts } = await endless.judge();
  expect(counts.timeout + counts.killed).toBeGreaterThan(3);
  using wrong = sample(SOURCE, `${each(17, 18)}test('wrong', () => expect(isAdult(1)).toBe(true));\n`);
  const judged = await wrong.judge();
  expect(judged).toMatchObject({ tests: [], unusable: [expect.stringContaining('.test.ts: ')], counts: { killed: 0 } });
}, 60_000);

test('nobody else is asked of what is known why it lives', async () => {
  const asked: (readonly string[])[] = [];
  const of = (replacement: string) => ({ at: '1:1', mutator: 'StringLiteral', original: "''", replacement });
  const mutants = { 0: of('a'), 1: of('b'), 2: of('c') };
  const judge =
    (ends: Readonly<Record<string, MutantEnd>>): Judge =>
    async (_, known) => {
      asked.push(known);
      return { mutants, usable: [], unusable: [], ends: new Map(Object.entries(ends)) };
    };
  const mayLive = ({ replacement }: Mutant) => replacement === 'b';
  const first = judge({ 0: 'killed', 1: 'survived', 2: 'survived' });
  const all = await judgeFile('some.ts', [first, judge({ 2: 'reference' }), judge({})], mayLive);
  expect(asked).toEqual([[], ['0', '1']]);
  expect(all.counts).toEqual({ killed: 1, timeout: 0, reference: 1, survived: 1, uncovered: 0 });
});

test('the second of two is asked of what the first did not come by, and what both know is known', async () => {
  const asked: string[][] = [];
  const mutant = { at: '1:1', mutator: 'BooleanLiteral', original: 'true', replacement: 'false' };
  const ids = ['0', '1', '2', '3'];
  const judge =
    (name: string, ends: Readonly<Record<string, MutantEnd>>): Judge =>
    async (_, known) => {
      asked.push([...known].sort());
      const mutants = Object.fromEntries(ids.map((id) => [id, mutant]));
      return { mutants, usable: [`${name}.test.ts`], unusable: [name], ends: new Map(Object.entries(ends)) };
    };
  const first = judge('first', { 1: 'survived', 2: 'reference' });
  const both = orElse(first, judge('second', { 3: 'reference' }));
  const result = await judgeFile('some.ts', [judge('before', { 0: 'killed' }), both]);
  expect(asked).toEqual([[], ['0'], ['0', '1', '2']]);
  expect(result).toMatchObject({
    counts: { killed: 1, timeout: 0, reference: 2, survived: 1, uncovered: 0 },
    tests: ['before.test.ts', 'first.test.ts', 'second.test.ts'],
    unusable: ['before', 'first', 'second'],
  });
});
