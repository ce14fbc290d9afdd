import { expect, test } from '@jest/globals';
import { comparisonTable } from './figures.ts';
import { casesOf } from './generate.ts';
import type { Comparison } from './results.ts';

const [first] = casesOf(1, 1);

function run(more: Partial<Comparison>): Comparison {
  return {
    ...{
      at: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      commit: 'abc',
      kubernetesVersion: 'v1.36.3',
      proxyMode: 'iptables',
    },
    ...{ seed: 7, services: 100, cases: 1_000, expected: {}, agreedAlone: 3, broken: 0, differences: [] },
    ...more,
  };
}

function difference(reason: string): Comparison['differences'][number] {
  if (!first) throw new Error('no case was generated');
  return { ...first, of: 'probe', reference: 'refused', real: 'timeout', reason };
}

test('runs of one mode are added up, red ones too, and the last one is shown', () => {
  const runs = [run({ differences: [difference('known'), difference('')], broken: 1 }), run({ seed: 8 })];
  expect(comparisonTable(runs).split('\n')[2]).toBe(
    '| v1.36.3 | iptables | 2 | 2000 | 2 | 1 | 1 | seed 8: 1000 cases, 0 differences, 0 unexplained, 0 not asked |',
  );
});

test('nothing is claimed where nothing was compared', () => {
  expect(comparisonTable([])).toBe('No comparison has been kept yet.');
});
