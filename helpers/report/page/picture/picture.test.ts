import { expect, test } from '@jest/globals';
import type { Cell, RunReport } from '../../results.ts';
import { SAMPLE_REPORT, sampleCell, samplePath, sampleResult } from '../../sample.ts';
import { picture } from './picture.ts';

const OUTSIDE = { kind: 'outside', node: null } as const;
const SERVICE = 'article-x7k2/my-service';
const control = { target: 't', outcomes: { answered: 10 } };
const silent = { outcomes: { timeout: 10 }, probes: 10, backends: {}, missChance: null };

function markupOf(cells: readonly Partial<Cell>[], stated: Partial<RunReport> = {}): string {
  const requirements = [sampleResult('ARTICLE-1', { cells: cells.map(sampleCell) })];
  return String(picture({ ...SAMPLE_REPORT, requirements, ...stated }));
}

/** Classes and title of each arrow between a client and a target. */
function arrows(markup: string): string[] {
  return [...markup.matchAll(/<g class="path ([^"]+)"><title>([^<]+ → [^<]+)<\/title>/g)].map(
    ([, is, says]) => `${is}: ${says}`,
  );
}

test('an arrow says where from, where to, what had to come and what came', () => {
  expect(arrows(markupOf([{}, { path: samplePath({ from: OUTSIDE }), control, ...silent }]))).toEqual([
    'is-passed answered: pod on node-2 → ClusterIP: had to answer, as expected: 40 answered, by 2 of 2 backends',
    'is-passed silent: outside → ClusterIP: must not answer, as expected: 10 timeout',
  ]);
});

test('what is not as expected has a mark, a word, and a line that tells what came', () => {
  const markup = markupOf([
    {
      path: samplePath({ from: OUTSIDE, to: { kind: 'nodePort', node: 'node-1', service: SERVICE } }),
      holds: false,
      ...silent,
    },
    { path: samplePath({ from: OUTSIDE }), control, holds: false, probes: 10, outcomes: { answered: 9, timeout: 1 } },
    { holds: null, outcomes: { broken: 1, answered: 39 } },
  ]);
  expect(arrows(markup)).toEqual([
    'is-inconclusive partly: pod on node-2 → ClusterIP: had to answer, could not be told: 39 answered, 1 broken, by 2 of 2 backends',
    'is-failed partly: outside → ClusterIP: must not answer, not as expected in 1 of 1: 9 answered, 1 timeout',
    'is-failed silent: outside → nodePort of node-1: had to answer, not as expected in 1 of 1: 10 timeout',
  ]);
  expect(markup.match(/<text class="mark"[^>]*>.<\/text>/g)?.map((text) => text.replaceAll(/<[^>]+>/g, ''))).toEqual([
    '?',
    '✗',
    '✗',
  ]);
  expect(markup).toContain('>no answer</text>');
});

test('a target that answered and was then silent, as it had to be, is drawn as one that answers', () => {
  const markup = markupOf([{}, { control, ...silent }]);
  expect(arrows(markup)).toEqual([
    expect.stringMatching(/^is-passed answered: .*; must not answer, as expected: 10 timeout$/),
  ]);
});

test('a backend that a client missed is seen on its node', () => {
  const [first = ''] = Object.keys(samplePath().backends);
  const markup = markupOf([{ holds: false, backends: { [first]: 40 } }]);
  expect(markup.match(/\d of \d were missed/g)).toEqual(['0 of 1 were missed', '1 of 1 were missed']);
  expect(markup).toMatch(/is-failed silent"><title>1 of 1 were missed/);
});

test('without the article the first topic with traffic is drawn, and says which it is', () => {
  const requirements = [sampleResult('API-1', { cells: [sampleCell({ path: null })] }), sampleResult('POLICY-1')];
  expect(markupOf([], { requirements })).toContain('<span class="quiet">POLICY</span>');
});

test('of many nodes the first five are drawn, and it says so', () => {
  const nodes = Array.from({ length: 9 }, (_, index) => ({ name: `n-${index}`, internalIPs: ['10.0.0.1'] }));
  const cluster = SAMPLE_REPORT.cluster && { ...SAMPLE_REPORT.cluster, nodes };
  const markup = markupOf([{ path: samplePath({ from: { kind: 'pod', node: 'n-8' } }) }], { cluster });
  expect(markup).toContain('ARTICLE, 5 of 9 nodes');
  expect(markup.match(/<g class="node">/g)).toHaveLength(5);
  expect(markup).toContain('pod on n-8 → ClusterIP');
});

test('where no cell says where its traffic went there is no picture', () => {
  expect(markupOf([{ path: null }])).toBe('false');
});
