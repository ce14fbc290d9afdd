import { expect, test } from '@jest/globals';
import { judged } from './judged.ts';
import type { Cell } from './results.ts';
import { sampleCell, sampleResult } from './sample.ts';

const cell = { client: 'node a', target: 'ClusterIP 10.43.0.1:80' };

test.each<[string, Cell[], string]>([
  ['nothing observed', [], 'it was reported as passed and nothing was observed'],
  [
    'a cell never judged',
    [sampleCell(), sampleCell({ ...cell, holds: null })],
    'a cell was observed and never judged: node a -> ClusterIP 10.43.0.1:80',
  ],
  [
    'a cell that does not hold',
    [sampleCell(), sampleCell({ ...cell, holds: false })],
    'it was reported as passed and a cell does not hold: node a -> ClusterIP 10.43.0.1:80',
  ],
])('a pass with %s is inconclusive', (_name, cells, reason) => {
  const result = sampleResult('ARTICLE-1', { cells });
  expect(judged(result)).toEqual({ ...result, verdict: 'inconclusive', reason, explanation: `ARTICLE-1: ${reason}` });
});

test('a pass whose cells all hold stays', () => {
  const result = sampleResult('ARTICLE-1');
  expect(judged(result)).toBe(result);
});

test.each(['failed', 'inconclusive', 'skipped'] as const)('%s needs no cells', (verdict) => {
  const result = sampleResult('ARTICLE-1', { verdict, cells: [], reason: 'why' });
  expect(judged(result)).toBe(result);
});
