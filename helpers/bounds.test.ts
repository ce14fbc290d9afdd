import { expect, test } from '@jest/globals';
import {
  BOUNDS_VARIABLE,
  HOLD_EVERY_MS,
  HOLD_PROBES,
  PROMISE_BOUNDS,
  PROMISE_MOST_MS,
  promiseBounds,
  REQUIREMENT_MS,
} from './bounds.ts';

const DEFAULTS = {
  'service-programmed': 30_000,
  'endpoints-programmed': 30_000,
  'name-resolved': 60_000,
  hold: 10_000,
};

test('without a word of the run the bounds are their defaults', () => {
  expect(promiseBounds({})).toEqual(DEFAULTS);
  expect(promiseBounds({ [BOUNDS_VARIABLE]: '' })).toEqual(DEFAULTS);
});

test('what the run states is taken, and nothing else changes', () => {
  const env = { [BOUNDS_VARIABLE]: '{"service-programmed":2000,"hold":20000}' };
  expect(promiseBounds(env)).toEqual({ ...DEFAULTS, 'service-programmed': 2_000, hold: 20_000 });
});

test.each([
  ['{"hold":9999}', "hold can't be 9999"],
  ['{"service-programmed":999}', "service-programmed can't be 999"],
  ['{"name-resolved":120001}', "name-resolved can't be 120001"],
  ['{"name-resolved":"60s"}', 'name-resolved can\'t be "60s"'],
  ['{"probes":1000}', "probes can't be 1000"],
  ['{"toString":1000}', "toString can't be 1000"],
])('%s is refused', (text, message) => {
  expect(() => promiseBounds({ [BOUNDS_VARIABLE]: text })).toThrow(
    new Error(`${BOUNDS_VARIABLE}: ${message}; change bounds by --bound instead`),
  );
});

test('every default is within its own limits, and one requirement has time for the longest wait and a hold', () => {
  for (const { defaultMs, leastMs } of Object.values(PROMISE_BOUNDS)) {
    expect(defaultMs).toBeGreaterThanOrEqual(leastMs);
    expect(defaultMs).toBeLessThanOrEqual(PROMISE_MOST_MS);
  }
  expect(PROMISE_MOST_MS + PROMISE_BOUNDS.hold.defaultMs).toBeLessThan(REQUIREMENT_MS);
});

test('the probes of the shortest hold span it', () => {
  expect(HOLD_EVERY_MS * HOLD_PROBES).toBeGreaterThan(PROMISE_BOUNDS.hold.leastMs);
});
