import { expect, test } from '@jest/globals';
import { FAULTS } from '../cluster/reference/faults/all.ts';
import { faultBattery } from './fault-battery.ts';

const wraps = () => ({});

test('the fault that shows most comes first, and one that shows nothing more is left out', () => {
  const faults = {
    small: { what: '', wraps, mustFail: ['UDP-1'] },
    large: { what: '', wraps, mustFail: ['UDP-1', 'DNS-1'] },
    other: { what: '', wraps, mustFail: ['API-1'] },
    loose: { what: '', wraps, mustFail: ['SCALE-1'], othersMayFail: true as const },
  };
  expect(faultBattery(faults)).toEqual(['large', 'other']);
});

test('the battery makes everything fail that a fault held to its list can', () => {
  const shown = (names: readonly string[]) => new Set(names.flatMap((name) => FAULTS[name]?.mustFail ?? []));
  const held = Object.keys(FAULTS).filter((name) => !FAULTS[name]?.othersMayFail);
  const battery = faultBattery();
  expect(shown(battery)).toEqual(shown(held));
  expect(battery.length).toBeLessThan(20);
});
