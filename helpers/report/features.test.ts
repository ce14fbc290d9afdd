import { expect, test } from '@jest/globals';
import { featuresOf } from './features.ts';
import type { RequirementResult } from './results.ts';
import { sampleResult } from './sample.ts';

const of = (feature: string, stated: Partial<RequirementResult> = {}) => sampleResult('X-1', { feature, ...stated });
const skipped = (feature: string, reason: string) => of(feature, { verdict: 'skipped', reason, cells: [] });

test('a feature is supported if one of its requirements was checked, whatever came of it', () => {
  const results = [
    of('b'),
    skipped('a', 'too old'),
    of('a', { verdict: 'failed', reason: 'why' }),
    sampleResult('ARTICLE-1'),
  ];
  expect(featuresOf(results)).toEqual([
    { name: 'b', supported: true, reason: '' },
    { name: 'a', supported: true, reason: '' },
  ]);
});

test('one of which nothing could be told is neither supported nor not', () => {
  const results = [skipped('a', 'one node'), of('a', { verdict: 'inconclusive', reason: 'a probe could not be made' })];
  expect(featuresOf(results)).toEqual([{ name: 'a', supported: null, reason: 'a probe could not be made' }]);
});

test('one whose requirements were all skipped is not, and keeps each reason once', () => {
  expect(featuresOf([skipped('a', 'too old'), skipped('a', 'one node'), skipped('a', 'too old')])).toEqual([
    { name: 'a', supported: false, reason: 'too old; one node' },
  ]);
});
