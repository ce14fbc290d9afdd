import { expect, test } from '@jest/globals';
import { REQUIREMENTS } from '../requirements.ts';
import { CONDITIONS } from './conditions.ts';
import { CONTROLS } from './controls.ts';
import { FAULTS } from './faults.ts';
import { TRIALS } from './trials.ts';

const LEAST_FAULTS = 40;
const LEAST_CONDITIONS = 10;

const asked = TRIALS.flatMap((trial) =>
  trial.modes.map((mode) => [`${trial.name}, ${mode}`, trial.expected(mode)] as const),
);

test('enough faults and conditions, each with a name of its own', () => {
  for (const mode of ['iptables', 'nftables'] as const) {
    const own = TRIALS.filter(({ kind, modes }) => kind === 'fault' && modes.includes(mode));
    expect(own.length).toBeGreaterThanOrEqual(LEAST_FAULTS);
  }
  expect(Object.keys(CONDITIONS).length).toBeGreaterThanOrEqual(LEAST_CONDITIONS);
  expect(Object.keys(FAULTS).filter((name) => name in CONDITIONS)).toEqual([]);
});

test.each(asked)('%s asks for requirements that there are, each once, ten of them controls', (_, expected) => {
  const ids = expected.map(({ id }) => id);
  expect(ids.filter((id) => !REQUIREMENTS.some((each) => each.id === id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(expected.filter(({ role }) => role === 'must pass' || role === 'may doubt').length).toBeGreaterThanOrEqual(
    CONTROLS,
  );
});

test.each(Object.entries(FAULTS))('%s must be caught by something', (_, { mustFail }) => {
  expect(mustFail.length).toBeGreaterThan(0);
});
