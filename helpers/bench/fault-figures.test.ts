import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CONDITIONS } from '../cluster/reference/conditions/all.ts';
import { FAULTS } from '../cluster/reference/faults/all.ts';
import { type FaultRun, faultFigures } from './fault-figures.ts';

const KEPT = new URL('../../docs/reference-faults.json', import.meta.url);

test('the kept run of each fault is what its lists say, and that of each condition accuses nobody', () => {
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as FaultRun[];
  const names = [...Object.keys(FAULTS), ...Object.keys(CONDITIONS)];
  expect(kept.map(({ name }) => name)).toEqual(names.sort());
  for (const { name, failed, cannotTell } of kept) {
    const { mustFail = [], cannotTell: expected = [], byChance = [], othersMayFail = false } = FAULTS[name] ?? {};
    const others = (ids: readonly string[]) =>
      ids.filter((id) => (othersMayFail ? mustFail.includes(id) : !byChance.includes(id)));
    expect({ name, failed: others(failed).toSorted(), cannotTell: others(cannotTell).toSorted() }).toEqual({
      ...{ name, failed: mustFail.toSorted(), cannotTell: expected.toSorted() },
    });
  }
});

test('figures count what was caught, who was accused, and what was seen to fail', () => {
  const run = { at: '2026-01-01T00:00:00.000Z', commit: 'abc' };
  const runs: FaultRun[] = [
    { ...run, name: 'a', failed: ['UDP-1', 'UDP-2'], cannotTell: [], passed: 80 },
    { ...run, name: 'b', failed: [], cannotTell: ['UDP-1'], passed: 81 },
    { ...run, name: 'harmless', failed: [], cannotTell: [], passed: 82 },
  ];
  expect(faultFigures(runs, ['harmless'])).toMatch(
    /^2 faults, each with the whole catalogue: 1 caught\. 1 conditions that are none: 0 accused\. Of the \d+ requirements 82 .* and 2 were seen to fail\./,
  );
});
