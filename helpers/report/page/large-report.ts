/** A report as large as one of the whole catalogue on a busy cluster, for the tests of the page. */
import { REQUIREMENTS } from '../../requirements.ts';
import type { Cell, Path, RunReport, Timeline } from '../results.ts';
import { SAMPLE_REPORT, sampleCell, samplePath, sampleResult } from '../sample.ts';
import { totalsOf } from '../verdict.ts';

const CELLS = 1_500;
const NODES = ['sc-1a2b3c-server', 'sc-1a2b3c-agent-1', 'sc-1a2b3c-agent-2'] as const;
const NAMESPACE = 'backends-change-sc-1a2b3c-47372a';
const BACKENDS = Object.fromEntries(
  NODES.map((node, index) => [`${NAMESPACE}/my-deployment-6d9f7c5b4d-${index}bcde`, node]),
);
const KINDS: readonly Path['to']['kind'][] = ['ClusterIP', 'nodePort', 'DNS name', 'node IP'];

/** 92 requirements or as many as there are, 1500 cells, every tenth with a timeline. */
export function largeReport(): RunReport {
  const cells = Array.from({ length: CELLS }, (_, index) => largeCell(index));
  const share = Math.ceil(CELLS / REQUIREMENTS.length);
  const requirements = REQUIREMENTS.map(({ id, level, sentence }, index) =>
    sampleResult(id, { level, sentence, cells: cells.slice(index * share, (index + 1) * share) }),
  );
  const nodes = NODES.map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`] }));
  return {
    ...SAMPLE_REPORT,
    ...{ verdict: 'passed', exitCode: 0, errors: [], requirements, totals: totalsOf(requirements) },
    cluster: SAMPLE_REPORT.cluster && { ...SAMPLE_REPORT.cluster, nodes },
  };
}

function largeCell(index: number): Cell {
  const node = NODES[index % NODES.length] ?? null;
  const kind = KINDS[index % KINDS.length] ?? 'ClusterIP';
  const service = `${NAMESPACE}/updated-${index}-47372a`;
  const dialled = kind === 'nodePort' || kind === 'node IP' ? node : null;
  const backends = Object.keys(BACKENDS);
  return sampleCell({
    client: `pod sc-1a2b3c-clients/pod-client-nmfkz on node ${node} (10.42.${index % 3}.2)`,
    target: `${kind} 10.43.${index % 200}.47:8123 of ${service}${dialled ? ` on node ${dialled}` : ''}`,
    path: samplePath({
      from: index % 4 === 0 ? { kind: 'outside', node: null } : { kind: index % 2 ? 'pod' : 'node', node },
      ...{ to: { kind, node: dialled, service }, backends: BACKENDS },
    }),
    expected: `each of 63 new connections answered, by every one of ${backends.map((name) => `${name} on node ${node} (10.42.0.5)`).join(', ')}`,
    backends: Object.fromEntries(backends.map((name, nth) => [name, 20 + nth])),
    programmed: { node: node ?? '', clock: index % 2 ? 'service' : 'endpoints', ms: 10 + ((index * 37) % 4_000) },
    timeline: index % 10 === 0 ? largeTimeline(backends) : null,
    repeat: `kubectl -n sc-1a2b3c-clients exec pod-client-nmfkz -c client -- curl -sS -m 3 -H 'Connection: close' 'http://10.43.${index % 200}.47:8123/?probe=by-hand'`,
  });
}

/** Balanced traffic: hardly two probes in a row see the same pod. */
function largeTimeline(backends: readonly string[]): Timeline {
  const runs: Timeline['runs'] = Array.from({ length: 200 }, (_, index) => {
    return {
      outcome: 'answered',
      backend: backends[(index * index) % backends.length] ?? null,
      count: 1 + (index % 2),
    };
  });
  const marks = [{ atMs: 5_000, text: 'the slice says that it is terminating' }];
  return {
    startedAt: '2026-03-01T10:00:24.100Z',
    everyMs: 100,
    marks,
    runs: [...runs, { outcome: 'timeout', backend: null, count: 2 }],
  };
}
