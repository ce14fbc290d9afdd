import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { promiseBounds } from '../bounds.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { secondAttempts, writeContrast, writeError, writeRecord } from '../report/records.ts';
import type { RequirementResult, RunReport } from '../report/results.ts';
import { SAMPLE_CONTRAST, sampleCell, sampleResult } from '../report/sample.ts';
import { problemsOf } from '../report/schema.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { requirementOf } from '../requirements.ts';
import { assemble, type Found } from './assemble.ts';

const BOUNDS = { ...promiseBounds({}), hold: 20_000 };

const STARTED_AT = new Date('2026-03-01T10:00:00.000Z');

const CLUSTER: Cluster = {
  kind: 'k3s',
  runId: 'sc-1',
  kubeconfig: '/tmp/kubeconfig',
  kubernetesVersion: 'v1.36.3+k3s1',
  nodes: [
    { name: 'node-1', internalIPs: ['172.18.0.2'], containerId: '0123' },
    { name: 'node-2', internalIPs: ['172.18.0.3'], containerId: '4567' },
  ],
  proxyMode: 'nftables',
  serviceRanges: ['10.43.0.0/16'],
  nodePortRange: { from: 30_000, to: 32_767 },
  ipFamilies: ['IPv4'],
  images: { k3s: 'k3s:1', nginx: 'nginx:1' },
  clients: [],
  outside: { kind: 'process' },
};

/** The report of a run whose specs left these records, and nothing else unless `leave` does. */
function assembled(
  records: readonly RequirementResult[],
  stated: Partial<Found> = {},
  leave: (dir: string) => void = () => {},
): RunReport {
  using folder = temporaryFolder();
  for (const record of records) writeRecord(folder.path, record);
  leave(folder.path);
  const report = assemble({
    ...{ bounds: BOUNDS, phases: [{ name: 'side by side', durationMs: 7 }] },
    ...{ cluster: CLUSTER, ladder: [{ name: 'up', durationMs: 5 }], outsideClient: 'this process' },
    ...{ recordsDir: folder.path, selected: ['ARTICLE-1'], require: [], errors: [], specsFailed: false },
    ...{ doubtSince: null, unrecorded: 'the specs were killed', startedAt: STARTED_AT, reproduce: ['npm start'] },
    ...stated,
  });
  expect(problemsOf('report', report)).toBeNull();
  return report;
}

const passed = sampleResult('ARTICLE-1');
const failed = sampleResult('ARTICLE-1', {
  ...{ verdict: 'failed', reason: 'no answer', explanation: 'no answer at all' },
  ...{ startedAt: '2026-03-01T10:00:10.000Z', durationMs: 2_000 },
});

test('what passed passed, and the report says on what', () => {
  const report = assembled([passed], {}, (dir) => writeContrast(dir, SAMPLE_CONTRAST));
  expect(report).toMatchObject({
    ...{ verdict: 'passed', exitCode: 0, errors: [], startedAt: '2026-03-01T10:00:00.000Z', contrast: SAMPLE_CONTRAST },
    ...{ bounds: BOUNDS, phases: [{ name: 'side by side', durationMs: 7 }], features: [], programming: [] },
    ...{ requirements: [passed], outsideClient: 'this process', reproduce: ['npm start'] },
  });
  const { runId: _, kubeconfig: __, clients: ___, outside: ____, ...public_ } = CLUSTER;
  const nodes = CLUSTER.nodes.map(({ name, internalIPs }) => ({ name, internalIPs }));
  expect(report.cluster).toEqual({ ...public_, nodes, ladder: [{ name: 'up', durationMs: 5 }] });
  expect(report.overlays).toEqual([
    'image: nginx:1 instead of nginx (NGINX_IMAGE)',
    'affinity: my-deployment stays off node node-2, so that a node without a pod of it exists',
  ]);
});

test('features are those of the catalogue, and programming latency is that of the records', () => {
  const { feature } = requirementOf('SOURCE-4');
  const skipped = sampleResult('SOURCE-4', { verdict: 'skipped', reason: 'no kube-proxy', cells: [] });
  const measured = sampleCell({ programmed: { node: 'node-1', clock: 'service', ms: 40 } });
  const records = [sampleResult('ARTICLE-1', { cells: [measured] }), skipped];
  expect(assembled(records, { selected: ['ARTICLE-1', 'SOURCE-4'] })).toMatchObject({
    features: [{ name: feature, supported: false, reason: 'no kube-proxy' }],
    programming: [{ node: 'node-1', clock: 'service', count: 1, medianMs: 40, worstMs: 40 }],
  });
});

test('where no cluster came up nothing could be told', () => {
  const report = assembled([], {
    ...{ cluster: null, outsideClient: null, errors: ['no Docker'], unrecorded: 'the cluster did not come up' },
  });
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 2, cluster: null, overlays: [], contrast: null });
  expect(report.requirements).toMatchObject([
    { verdict: 'inconclusive', reason: 'no verdict was recorded: the cluster did not come up' },
  ]);
});

const NODE_DIED = 'node node-2 died while the specs ran';

test.each([
  ['before a node died', '2026-03-01T10:00:12.001Z', { verdict: 'failed', reason: 'no answer' }, 1],
  [
    'when a node was dead',
    '2026-03-01T10:00:12.000Z',
    {
      verdict: 'inconclusive',
      reason: `${NODE_DIED}; before that was known: no answer`,
      explanation: 'no answer at all',
    },
    2,
  ],
])('a failure %s', (_, at, result, exitCode) => {
  const report = assembled([failed], { errors: [NODE_DIED], doubtSince: { at: new Date(at), why: NODE_DIED } });
  expect(report).toMatchObject({ exitCode, requirements: [result] });
});

test('a pass is no less of one because a node died afterwards, and the run is inconclusive all the same', () => {
  const report = assembled([passed], { errors: [NODE_DIED], doubtSince: { at: new Date(0), why: NODE_DIED } });
  expect(report).toMatchObject({ exitCode: 2, requirements: [{ verdict: 'passed' }] });
});

test('a record that can not be read is an error, and takes nothing from the others', () => {
  const report = assembled([passed], { selected: ['ARTICLE-1', 'ARTICLE-2'] }, (dir) =>
    writeFileSync(join(dir, 'requirement-ARTICLE-2.x.json'), '{'),
  );
  expect(report.requirements.map(({ verdict }) => verdict)).toEqual(['passed', 'inconclusive']);
  expect(report.errors).toEqual([expect.stringContaining('requirement-ARTICLE-2.x.json')]);
  expect(report.exitCode).toBe(2);
});

test('an error that the specs left, and a required id that was skipped, keep the run from passing', () => {
  const left = assembled([passed], {}, (dir) => writeError(dir, 'specs/x: afterAll failed'));
  expect(left).toMatchObject({ exitCode: 2, errors: ['specs/x: afterAll failed'] });
  const skipped = sampleResult('ARTICLE-7', { verdict: 'skipped', reason: 'needs 2 nodes', cells: [] });
  const selected = ['ARTICLE-1', 'ARTICLE-7'];
  expect(assembled([passed, skipped], { selected }).exitCode).toBe(0);
  expect(assembled([passed, skipped], { selected, require: ['ARTICLE-7'] })).toMatchObject({
    exitCode: 2,
    errors: ['ARTICLE-7 is required and was skipped: needs 2 nodes'],
  });
});

test('specs that failed without a word of why keep the run from passing', () => {
  expect(assembled([passed], { specsFailed: true })).toMatchObject({
    exitCode: 2,
    errors: ['the specs failed, and no verdict says why: what they said stands above'],
  });
  expect(assembled([failed], { specsFailed: true }).errors).toEqual([]);
});

test('a reference cluster says of itself, in the report and over its table, that it is no evidence', () => {
  const cluster = { ...CLUSTER, kind: 'reference' } as const;
  const contrast = { title: 'ClusterIP and NodePort', columns: ['a'], rows: [['b']] };
  const report = assembled([passed], { cluster }, (dir) => writeContrast(dir, contrast));
  const notice = 'reference cluster: shows how the suite works, is no evidence about any real cluster';
  expect(report).toMatchObject({ notice, contrast: { title: `ClusterIP and NodePort (${notice})` } });
  expect(assembled([passed], {})).toMatchObject({ notice: null });
});

test('what passed at the second attempt is passed, and what Jest said of the first is explained by it', () => {
  const reason = 'the traffic paused';
  const first = sampleResult('ARTICLE-1', {
    ...{ verdict: 'inconclusive', reason, explanation: reason, heldUp: true },
  });
  const report = assembled([first], { specsFailed: true }, (dir) => {
    const second = secondAttempts(dir);
    mkdirSync(second);
    writeRecord(second, passed);
  });
  expect(report).toMatchObject({ verdict: 'passed', exitCode: 0, errors: [] });
  expect(report.requirements[0]).toMatchObject({ verdict: 'passed', firstAttempt: { reason } });
});
