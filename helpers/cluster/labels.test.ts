import { expect, test } from '@jest/globals';
import { labelValue, readRunLabels, runLabels } from './labels.ts';

const run = {
  runId: 'sc-1a2b',
  owner: { host: 'laptop.0f1e', pid: 4711, started: '469850.ab12' },
  expiresAt: 1_790_000_000_000,
};

test('what is written can be read', () => {
  expect(readRunLabels(runLabels(run))).toEqual(run);
});

test('the labels of a run, key by key', () => {
  expect(runLabels(run)).toEqual({
    'service-conformance/run': 'sc-1a2b',
    'service-conformance/owner-host': 'laptop.0f1e',
    'service-conformance/owner-pid': '4711',
    'service-conformance/owner-started': '469850.ab12',
    'service-conformance/expires': '1790000000000',
  });
});

test.each(['run', 'owner-host', 'owner-pid', 'owner-started', 'expires'])('without %s they cannot be read', (key) => {
  const { [`service-conformance/${key}`]: _, ...rest } = runLabels(run);
  expect(readRunLabels(rest)).toBeUndefined();
});

test.each([
  ['laptop.local', 'laptop.local'],
  ["Ann's Mac (2)", 'Ann-s-Mac-2'],
  ['_-x-_', 'x'],
  ['Sat Nov 22 21:47:10 2026', 'Sat-Nov-22-21-47-10-2026'],
  [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
])('label value of %j', (text, value) => {
  expect(labelValue(text)).toBe(value);
  expect(value).toMatch(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/);
});
