import { expect, test } from '@jest/globals';
import { programmingOf } from '../programming.ts';
import { SAMPLE_REPORT, sampleCell, sampleResult } from '../sample.ts';
import { latency } from './latency.ts';

function markupOf(...times: number[]): string {
  const cells = times.map((ms) => sampleCell({ programmed: { node: 'node-1', clock: 'service', ms } }));
  const requirements = [sampleResult('ARTICLE-1', { cells })];
  return String(latency({ ...SAMPLE_REPORT, requirements, programming: programmingOf(requirements) }));
}

test('each time is a dot on a scale by powers of ten, and what lies beyond it stands at its end', () => {
  expect(markupOf(1, 100, 1_000, 500_000).match(/cx="[^"]+"/g)).toEqual([
    'cx="0.00%"',
    'cx="25.00%"',
    'cx="50.00%"',
    'cx="100.00%"',
  ]);
});

test('the median is a bar, and both figures are words', () => {
  const markup = markupOf(100, 1_000, 10_000);
  expect(markup).toContain('<line class="median" x1="50.00%"');
  expect(markup).toContain('aria-label="node-1: 3 times, median 1.0 s, worst 10 s"');
});

test('the bound of this run is a line', () => {
  expect(markupOf(100)).toContain('<line class="bound" x1="67.47%"');
});

test('where nothing was measured there is no plot', () => {
  expect(markupOf()).toBe('false');
});
