import { expect, test } from '@jest/globals';
import { FAULTS } from '../../cluster/reference/faults/all.ts';
import { REQUIREMENTS } from '../../requirements.ts';

test('every requirement that a reference cluster can show fails because of some fault', () => {
  const shown = new Set(Object.values(FAULTS).flatMap(({ mustFail }) => mustFail));
  const never = REQUIREMENTS.filter(
    ({ id, needs }) => !('throwaway' in needs || 'dualStack' in needs || shown.has(id)),
  );
  expect(never.map(({ id }) => id)).toEqual([]);
});

test('every fault names requirements that there are', () => {
  const ids = REQUIREMENTS.map(({ id }): string => id);
  const named = Object.values(FAULTS).flatMap(({ mustFail, cannotTell = [] }) => [...mustFail, ...cannotTell]);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
