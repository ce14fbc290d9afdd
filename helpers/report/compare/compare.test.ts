import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import type { RunReport } from '../results.ts';
import { SAMPLE_REPORT, sampleCell, sampleResult } from '../sample.ts';
import { compare } from './compare.ts';
import { comparisonText } from './comparison-text.ts';

const style = { colors: pc.createColors(false), width: 100 };

const cells = (...times: number[]) =>
  times.map((ms) => sampleCell({ programmed: { node: 'node-1', clock: 'service', ms } }));

const A: RunReport = {
  ...SAMPLE_REPORT,
  totals: { passed: 3, failed: 1, inconclusive: 1, skipped: 1 },
  requirements: [
    sampleResult('ARTICLE-1', { cells: cells(10, 30) }),
    sampleResult('ARTICLE-2'),
    sampleResult('ARTICLE-3', { verdict: 'failed', reason: 'ARTICLE-3: it did not' }),
    sampleResult('ARTICLE-4'),
    sampleResult('ARTICLE-5', { verdict: 'skipped', reason: 'no' }),
    sampleResult('ARTICLE-6', { verdict: 'inconclusive', reason: 'who knows' }),
  ],
};
const B: RunReport = {
  ...SAMPLE_REPORT,
  totals: { passed: 3, failed: 0, inconclusive: 1, skipped: 1 },
  startedAt: '2026-03-02T10:00:00.000Z',
  durationMs: 60_000,
  cluster: SAMPLE_REPORT.cluster && {
    ...SAMPLE_REPORT.cluster,
    proxyMode: 'iptables',
    nodes: SAMPLE_REPORT.cluster.nodes.map((node) => ({ ...node, name: `other-${node.name}` })),
  },
  features: [{ name: 'IPv6', supported: true, reason: '' }],
  phases: [{ name: 'disturbing', durationMs: 1_000 }],
  requirements: [
    sampleResult('ARTICLE-1', { cells: cells(20, 40, 900) }),
    sampleResult('ARTICLE-2', { verdict: 'inconclusive', reason: 'ARTICLE-2: a probe\nwas broken' }),
    sampleResult('ARTICLE-3'),
    sampleResult('ARTICLE-5', { verdict: 'skipped', reason: 'another reason' }),
    sampleResult('ARTICLE-7'),
  ],
};

test('what passed and does not any more is worse, also where it was not checked', () => {
  const { changes, same, only } = compare(A, B);
  expect(changes.map(({ id, a, b, worse }) => [id, a, b, worse])).toEqual([
    ['ARTICLE-2', 'passed', 'inconclusive', true],
    ['ARTICLE-4', 'passed', null, true],
    ['ARTICLE-3', 'failed', 'passed', false],
  ]);
  expect(same).toBe(2);
  expect(only).toEqual({ a: ['ARTICLE-6'], b: ['ARTICLE-7'] });
});

test('a report is the same as itself', () => {
  expect(compare(A, A)).toMatchObject({ facts: [], changes: [], same: 6, only: { a: [], b: [] } });
});

test('two runs on a terminal', () => {
  const text = comparisonText({ path: 'a.json', report: A }, { path: 'b.json', report: B }, compare(A, B), style);
  expect(text).toBe(`A  ✗ failed, 3 of 6 passed: Kubernetes v1.36.3+k3s1, nftables, 2026-03-01T10:00:00.000Z (a.json)
B  ✗ failed, 3 of 5 passed: Kubernetes v1.36.3+k3s1, iptables, 2026-03-02T10:00:00.000Z (b.json)

what differs

                      A            B
───────────────────────────────────────────
kube-proxy            nftables     iptables
supported only here   kube-proxy   IPv6

verdicts that changed

✗ ARTICLE-2   passed → inconclusive       my-service, which names no type, MUST be a ClusterIP.
    ARTICLE-2: a probe was broken
✗ ARTICLE-4   passed → not checked        From every pod of my-deployment curl MUST get the nginx page at the ClusterIP and at the DNS name.
✓ ARTICLE-3   failed → passed             nodeport-service MUST get a nodePort that its manifest does not name.
    was: ARTICLE-3: it did not

checked only in A: ARTICLE-6
checked only in B: ARTICLE-7

programming latency, all nodes together: median, worst, times

                                  A                 B
────────────────────────────────────────────────────────────────────
since a Service changed           20 ms, 30 ms, 2   40 ms, 900 ms, 3
since its EndpointSlice said so   not measured      not measured

how long it took

                       A            B
─────────────────────────────────────────
the whole run          1 min 41 s   1 min
start of the cluster   18 s         18 s
specs, side by side    1 min 11 s   –
specs, disturbing      –            1.0 s

worse: ARTICLE-2, ARTICLE-4 passed in A and did not in B; 2 worse, 1 otherwise changed, 2 the same`);
});

test('where nothing got worse the last line says so', () => {
  const text = comparisonText({ path: 'a.json', report: A }, { path: 'a.json', report: A }, compare(A, A), style);
  expect(text.split('\n').at(-1)).toBe('nothing got worse: 0 worse, 0 otherwise changed, 6 the same');
});

test('two runs without a cluster are compared too', () => {
  const none = { ...A, cluster: null, requirements: [], features: [], programming: [] };
  expect(compare(none, B).facts).toContainEqual({ name: 'kube-proxy', a: '–', b: 'iptables' });
  expect(compare(A, none).changes.every(({ worse }) => worse)).toBe(true);
});
