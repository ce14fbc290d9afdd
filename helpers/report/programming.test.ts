import { expect, test } from '@jest/globals';
import { programmingOf } from './programming.ts';
import type { Programmed } from './results.ts';
import { sampleCell, sampleResult } from './sample.ts';

const cell = (node: string, clock: Programmed['clock'], ms: number) => sampleCell({ programmed: { node, clock, ms } });

test('each node has its median and its worst, its two clocks kept apart', () => {
  const results = [
    sampleResult('A-1', { cells: [cell('node-2', 'service', 30), cell('node-1', 'service', 9), sampleCell()] }),
    sampleResult('A-2', {
      ...{ verdict: 'failed', reason: 'why' },
      cells: [cell('node-2', 'service', 500), cell('node-2', 'service', 100), cell('node-2', 'endpoints', 40)],
    }),
    sampleResult('A-3', { cells: [cell('node-2', 'endpoints', 60), sampleCell({ programmed: null })] }),
  ];
  expect(programmingOf(results)).toEqual([
    { node: 'node-1', clock: 'service', count: 1, medianMs: 9, worstMs: 9 },
    { node: 'node-2', clock: 'endpoints', count: 2, medianMs: 50, worstMs: 60 },
    { node: 'node-2', clock: 'service', count: 3, medianMs: 100, worstMs: 500 },
  ]);
});

test.each(['inconclusive', 'skipped'] as const)('what an %s requirement measured does not count', (verdict) => {
  expect(programmingOf([sampleResult('A-1', { verdict, cells: [cell('node-1', 'service', 9)] })])).toEqual([]);
});
