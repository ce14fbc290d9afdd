import { expect, test } from '@jest/globals';
import { sampleResult } from './sample.ts';
import { sampleRequirement } from './sample-requirement.ts';
import { settle } from './settle.ts';

const catalogue = ['ARTICLE-1', 'ARTICLE-2', 'ARTICLE-3'].map((id) => ({
  id,
  level: 'core' as const,
  sentence: `${id} MUST.`,
}));
const unrecorded = { why: 'the run was interrupted', at: new Date('2026-03-01T10:00:00Z') };
const one = sampleResult('ARTICLE-1');
const two = sampleResult('ARTICLE-2', { verdict: 'failed', reason: 'why' });

test('each selected requirement has its record, in the order of selection', () => {
  expect(settle(['ARTICLE-2', 'ARTICLE-1'], [one, two], catalogue, unrecorded)).toEqual({
    results: [two, one],
    errors: [],
  });
});

test('a result has the catalogue’s feature, and none where that has none', () => {
  const [first, ...others] = catalogue;
  const extended = [
    { ...first, id: 'ARTICLE-1', level: 'extended' as const, sentence: '', feature: 'hints' },
    ...others,
  ];
  expect(settle(['ARTICLE-1'], [one], extended, unrecorded).results[0]).toHaveProperty('feature', 'hints');
  expect(settle(['ARTICLE-1'], [one], catalogue, unrecorded).results[0]).not.toHaveProperty('feature');
});

test('one without a record is inconclusive and says why', () => {
  expect(settle(['ARTICLE-1', 'ARTICLE-3'], [one], catalogue, unrecorded)).toEqual({
    results: [
      one,
      {
        id: 'ARTICLE-3',
        level: 'core',
        sentence: 'ARTICLE-3 MUST.',
        verdict: 'inconclusive',
        reason: 'no verdict was recorded: the run was interrupted',
        explanation: 'ARTICLE-3: no verdict was recorded: the run was interrupted',
        diagnosis: [],
        notes: [],
        startedAt: '2026-03-01T10:00:00.000Z',
        durationMs: 0,
        cells: [],
        tables: [],
      },
    ],
    errors: [],
  });
});

test.each([
  ['with a record', [one]],
  ['without one', []],
])("a requirement %s belongs to the catalogue's feature", (_, records) => {
  const extended = [{ ...sampleRequirement('ARTICLE-1'), feature: 'IPv6' }];
  expect(settle(['ARTICLE-1'], records, extended, unrecorded).results).toMatchObject([{ feature: 'IPv6' }]);
});

test('a pass without an observation is settled as inconclusive', () => {
  const { results } = settle(['ARTICLE-1'], [sampleResult('ARTICLE-1', { cells: [] })], catalogue, unrecorded);
  expect(results.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([
    'inconclusive: it was reported as passed and nothing was observed',
  ]);
});

test('a record of a requirement that was not selected is an error and no result', () => {
  expect(settle(['ARTICLE-1'], [one, two], catalogue, unrecorded)).toEqual({
    results: [one],
    errors: ['ARTICLE-2 left a verdict and was not selected: a spec ran that should not have'],
  });
});

test('of two records the worse counts, whichever came first, and that there are two is an error', () => {
  const failed = sampleResult('ARTICLE-1', { verdict: 'failed', reason: 'why' });
  const errors = ['ARTICLE-1 left 2 verdicts, the worst counts: one spec only may check it'];
  expect(settle(['ARTICLE-1'], [one, failed], catalogue, unrecorded)).toEqual({ results: [failed], errors });
  expect(settle(['ARTICLE-1'], [failed, one], catalogue, unrecorded)).toEqual({ results: [failed], errors });
});

test('a selected requirement that the catalogue lacks is a mistake of the caller', () => {
  expect(() => settle(['ARTICLE-9'], [], catalogue, unrecorded)).toThrow(
    new Error('ARTICLE-9 was selected and is not in the catalogue: take an id from the list of requirements'),
  );
});
