/** A report of a run that came to every verdict, for the tests of the forms of report. */
import type { Cell, Path, RequirementResult, RunReport, Table } from './results.ts';
import { totalsOf } from './verdict.ts';

// Not the catalogue's own sentences: those change, and the tests compare whole texts.
const SENTENCES: Record<string, string> = {
  'DUALSTACK-1': 'A dual-stack Service MUST answer at its IPv6 ClusterIP too.',
  'ARTICLE-1': 'my-deployment MUST roll out: 2 pods Ready, both of them endpoints of its Services.',
  'ARTICLE-2': 'my-service, which names no type, MUST be a ClusterIP.',
  'ARTICLE-3': 'nodeport-service MUST get a nodePort that its manifest does not name.',
  'ARTICLE-4': 'From every pod of my-deployment curl MUST get the nginx page at the ClusterIP and at the DNS name.',
  'ARTICLE-5': 'From a pod on any node the ClusterIP of my-service MUST lead to both pods.',
  'ARTICLE-6': 'From outside, the ClusterIP of my-service MUST NOT be answered.',
  'ARTICLE-7': 'From outside, node-ip:nodePort MUST show the nginx page on every node.',
  'ARTICLE-8': 'The nodePort MUST be the same on all nodes.',
  'ARTICLE-9': 'From pods, the ClusterIP of nodeport-service MUST lead to both pods.',
  'ARTICLE-10': 'A ClusterIP MUST open nothing on the nodes.',
  'ARTICLE-11': 'After nodeport-service is deleted its nodePort MUST close on every node.',
  'ARTICLE-12': "kubectl get svc MUST print both Services in the article's columns.",
};

const POD = 'pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5)';
const OUTSIDE = 'outside: this process (172.18.0.1)';
const CLUSTER_IP = 'ClusterIP 10.43.12.7:80 of article-x7k2/my-service';
const NODE_PORT = 'nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3';

/** From a pod on node-2 to a ClusterIP with a backend on node-2 and one on node-3, with what the test states instead. */
export function samplePath(stated: Partial<Path> = {}): Path {
  return {
    from: { kind: 'pod', node: 'node-2' },
    to: { kind: 'ClusterIP', node: null, service: 'article-x7k2/my-service' },
    backends: {
      'article-x7k2/my-deployment-6d9f7c-abcde': 'node-2',
      'article-x7k2/my-deployment-6d9f7c-fghij': 'node-3',
    },
    ...stated,
  };
}

const FROM_OUTSIDE: Path['from'] = { kind: 'outside', node: null };

function nodePortOn(node: string): Path['to'] {
  return { kind: 'nodePort', node, service: 'article-x7k2/nodeport-service' };
}

/** A cell that holds, with what the test states instead. */
export function sampleCell(stated: Partial<Cell> = {}): Cell {
  return {
    client: POD,
    target: CLUSTER_IP,
    path: samplePath(),
    expected: 'every probe is answered, and both pods answer',
    holds: true,
    probes: 40,
    outcomes: { answered: 40 },
    backends: { 'article-x7k2/my-deployment-6d9f7c-abcde': 19, 'article-x7k2/my-deployment-6d9f7c-fghij': 21 },
    missChance: 1.8e-12,
    settledMs: null,
    latencyMs: { median: 0.8, worst: 3.1 },
    control: null,
    repeat: 'kubectl -n article-x7k2 exec my-deployment-6d9f7c-abcde -- curl -sS http://10.43.12.7/',
    ...stated,
  };
}

/** The result of a requirement, passed unless stated otherwise. */
export function sampleResult(id: string, stated: Partial<RequirementResult> = {}): RequirementResult {
  const level = id.startsWith('ARTICLE-') ? 'core' : 'extended';
  const sentence = SENTENCES[id] ?? 'It MUST hold.';
  return {
    ...(level === 'extended' ? { feature: 'IPv6' } : {}),
    ...{ id, level, sentence, verdict: 'passed', reason: '', explanation: '' },
    ...{ diagnosis: [], notes: ['2 backends, 40 probes a cell'] },
    ...{ startedAt: '2026-03-01T10:00:24.000Z', durationMs: 1_234, cells: [sampleCell()], tables: [] },
    ...stated,
  };
}

export const SAMPLE_CONTRAST: Table = {
  title: 'ClusterIP and nodePort side by side',
  columns: ['CLIENT', '10.43.12.7:80 (my-service)', '172.18.0.2:31234 (nodeport-service)'],
  rows: [
    ['pod on node-2', '40 of 40 answered', '40 of 40 answered'],
    ['node node-1', '40 of 40 answered', '40 of 40 answered'],
    ['outside', 'none of 10 answered (10 timeout)', '40 of 40 answered'],
  ],
};

const REFUSED = `ARTICLE-7: ${OUTSIDE} -> ${NODE_PORT}: not every probe was answered`;
const BROKEN = `ARTICLE-9: ${POD} -> ${CLUSTER_IP}: 40 of 40 probes could not be made`;

const failed = sampleResult('ARTICLE-7', {
  verdict: 'failed',
  reason: REFUSED,
  explanation: `${REFUSED}
  expected: every probe is answered, and both pods answer
  seen: 40 probes in 52 ms: 40 refused
    40 x refused: connect ECONNREFUSED 172.18.0.4:31234
  repeat: curl -sS 'http://172.18.0.4:31234/' # <html> & co`,
  durationMs: 3_140,
  cells: [
    sampleCell({
      client: OUTSIDE,
      target: NODE_PORT.replace('0.4', '0.2').replace('node-3', 'node-1'),
      path: samplePath({ from: FROM_OUTSIDE, to: nodePortOn('node-1') }),
      settledMs: 210,
      programmed: { node: 'node-1', clock: 'service', ms: 210 },
      timeline: {
        ...{ startedAt: '2026-03-01T10:00:24.100Z', everyMs: 100 },
        marks: [{ atMs: 940, text: 'the pod is gone from the EndpointSlice' }],
        runs: [
          { outcome: 'answered', backend: 'article-x7k2/my-deployment-6d9f7c-abcde', count: 10 },
          { outcome: 'refused', backend: null, count: 1 },
        ],
      },
    }),
    sampleCell({
      ...{ client: OUTSIDE, target: NODE_PORT, holds: false, outcomes: { refused: 40 }, backends: {} },
      path: samplePath({ from: FROM_OUTSIDE, to: nodePortOn('node-3') }),
      ...{ missChance: null, latencyMs: null, repeat: "curl -sS 'http://172.18.0.4:31234/'" },
    }),
  ],
  tables: [{ title: 'node by node', columns: ['NODE', 'SEEN'], rows: [['node-3', '40 refused']] }],
});

const inconclusive = sampleResult('ARTICLE-9', {
  verdict: 'inconclusive',
  heldUp: true,
  reason: BROKEN,
  explanation: `${BROKEN}\n  seen: 40 probes in 9 ms: 40 broken\n    40 x broken: exec: websocket closed (1006)`,
  durationMs: 61_000,
  cells: [sampleCell({ holds: null, outcomes: { broken: 40 }, backends: {}, missChance: null, latencyMs: null })],
});

const PAUSED = `ARTICLE-8: ${OUTSIDE} -> ${NODE_PORT}: the traffic paused for 4000 ms, more than 3000 ms`;

const askedAgain = sampleResult('ARTICLE-8', {
  firstAttempt: { reason: PAUSED, startedAt: '2026-03-01T09:59:50.000Z', durationMs: 4_200 },
});

const silent = sampleResult('ARTICLE-6', {
  cells: [
    sampleCell({
      ...{ client: OUTSIDE, expected: 'no probe reaches a pod of ours', probes: 10, backends: {} },
      path: samplePath({ from: FROM_OUTSIDE }),
      outcomes: { stranger: 1, timeout: 8, unroutable: 1 },
      ...{ missChance: null, latencyMs: null, control: { target: NODE_PORT, outcomes: { answered: 10 } } },
    }),
  ],
  durationMs: 10_400,
});

const skippedCore = sampleResult('ARTICLE-11', {
  ...{ verdict: 'skipped', reason: 'no outside client reaches the nodes, 100 % of probes: unroutable', cells: [] },
  ...{ notes: [], durationMs: 0 },
});

const skippedExtended = sampleResult('DUALSTACK-1', {
  ...{ verdict: 'skipped', reason: 'the cluster has IPv4 only', cells: [], notes: [], durationMs: 0 },
});

const SPECIAL = [askedAgain, skippedExtended, silent, failed, inconclusive, skippedCore];

export const SAMPLE_REQUIREMENTS: RequirementResult[] = Object.keys(SENTENCES).map(
  (id) => SPECIAL.find((result) => result.id === id) ?? sampleResult(id),
);

/** Every property has a value, and every outcome comes, so that a form that drops one is seen. */
export const SAMPLE_REPORT: RunReport = {
  schemaVersion: 1,
  suite: { name: 'service-conformance', version: '0.1.0' },
  startedAt: '2026-03-01T10:00:00.000Z',
  durationMs: 101_400,
  verdict: 'failed',
  exitCode: 1,
  errors: ['node node-3 died during the run: its container ended'],
  cluster: {
    kind: 'k3s',
    kubernetesVersion: 'v1.36.3+k3s1',
    nodes: ['node-1', 'node-2', 'node-3'].map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`] })),
    proxyMode: 'nftables',
    serviceRanges: ['10.43.0.0/16'],
    nodePortRange: { from: 30_000, to: 32_767 },
    ipFamilies: ['IPv4'],
    images: { k3s: 'rancher/k3s:v1.36.3-k3s1', nginx: 'nginx:1.29' },
    ladder: [{ name: 'every node Ready', durationMs: 17_900 }],
  },
  bounds: { 'service-programmed': 5_000, 'endpoints-programmed': 30_000, 'name-resolved': 60_000, hold: 10_000 },
  phases: [{ name: 'side by side', durationMs: 71_300 }],
  created: { objects: [{ resource: 'services', count: 12 }], left: [] },
  outsideClient: 'this process: it reaches the nodes by address',
  notice: 'a cluster that is no real one',
  overlays: ['the image of my-deployment is nginx:1.29'],
  requirements: SAMPLE_REQUIREMENTS,
  features: [
    { name: 'IPv6', supported: false, reason: 'the cluster has IPv4 only' },
    { name: 'kube-proxy', supported: true, reason: '' },
  ],
  programming: [
    { node: 'node-1', clock: 'service', count: 12, medianMs: 110, worstMs: 470 },
    { node: 'node-3', clock: 'endpoints', count: 1, medianMs: 1_040, worstMs: 1_040 },
  ],
  contrast: SAMPLE_CONTRAST,
  totals: totalsOf(SAMPLE_REQUIREMENTS),
  reproduce: ['npm start -- --focus ARTICLE'],
};
