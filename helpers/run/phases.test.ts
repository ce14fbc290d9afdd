import { expect, test } from '@jest/globals';
import { type Phase, phasesOf, runPhases } from './phases.ts';

const FILES = [
  { path: 'a.spec.ts', ids: ['A-1', 'A-2'], disturbing: false },
  { path: 'b.spec.ts', ids: ['B-1'], disturbing: false },
  { path: 'disturbing/c.spec.ts', ids: ['A-3', 'C-1'], disturbing: true },
];
const BESIDE = { name: 'side by side', alone: false };
const ALONE = { name: 'disturbing, one at a time', alone: true };

test.each<[string[], Phase[]]>([
  [[], []],
  [['B-1'], [{ ...BESIDE, files: ['b.spec.ts'] }]],
  [['C-1'], [{ ...ALONE, files: ['disturbing/c.spec.ts'] }]],
  [
    ['A-2', 'A-3', 'B-1'],
    [
      { ...BESIDE, files: ['a.spec.ts', 'b.spec.ts'] },
      { ...ALONE, files: ['disturbing/c.spec.ts'] },
    ],
  ],
])('%j needs the files that hold it, the disturbing ones last', (selected, phases) => {
  expect(phasesOf(selected, FILES)).toEqual(phases);
});

test('where they share a namespace, one file after another', () => {
  expect(phasesOf(['A-1', 'B-1'], FILES, true)).toEqual([
    { name: 'one file after another', files: ['a.spec.ts', 'b.spec.ts'], alone: false, inTurn: true },
  ]);
});

const TWO = phasesOf(['A-1', 'C-1'], FILES);

test.each([
  [[0, 0], 0, 2],
  [[1, 0], 1, 2],
  [[0, 1], 1, 2],
  [[null], null, 1],
  [[1, null], null, 2],
])('phases that end with %j end with %p, after %i', async (codes, exitCode, count) => {
  const left = [...codes];
  const ended = await runPhases(TWO, async () => left.shift() ?? null);
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.phases.map(({ name }) => name)).toEqual(TWO.slice(0, count).map(({ name }) => name));
});

test('none at all end well', async () => {
  expect(await runPhases([], async () => 1)).toEqual({ exitCode: 0, phases: [] });
});
