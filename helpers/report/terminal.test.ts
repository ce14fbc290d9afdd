import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { promiseBounds } from '../bounds.ts';
import { SAMPLE_REPORT, SAMPLE_REQUIREMENTS, sampleCell, sampleResult } from './sample.ts';
import { requirementRow } from './terminal-row.ts';
import { terminalStyle } from './terminal-style.ts';
import { quietSummary, summary } from './terminal-summary.ts';

const plain = { colors: pc.createColors(false), width: 100 };
const colour = { colors: pc.createColors(true), width: 60 };

test('rows: what passed on one line, everything else with its explanation or reason below', () => {
  expect(
    SAMPLE_REQUIREMENTS.map((result) => requirementRow(result, plain)).join('\n'),
  ).toBe(`– DUALSTACK-1 skipped                               A dual-stack Service MUST answer at its IPv6 Cl…
    the cluster has IPv4 only
✓ ARTICLE-1   passed            1.2 s    40 probes  my-deployment MUST roll out: 2 pods Ready, both…
✓ ARTICLE-2   passed            1.2 s    40 probes  my-service, which names no type, MUST be a Clus…
✓ ARTICLE-3   passed            1.2 s    40 probes  nodeport-service MUST get a nodePort that its m…
✓ ARTICLE-4   passed            1.2 s    40 probes  From every pod of my-deployment curl MUST get t…
✓ ARTICLE-5   passed            1.2 s    40 probes  From a pod on any node the ClusterIP of my-serv…
✓ ARTICLE-6   passed             10 s    10 probes  From outside, the ClusterIP of my-service MUST…
✗ ARTICLE-7   failed            3.1 s    80 probes  From outside, node-ip:nodePort MUST show the ng…
    ARTICLE-7: outside: this process (172.18.0.1) -> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: not every probe was answered
      expected: every probe is answered, and both pods answer
      seen: 40 probes in 52 ms: 40 refused
        40 x refused: connect ECONNREFUSED 172.18.0.4:31234
      repeat: curl -sS 'http://172.18.0.4:31234/' # <html> & co
✓ ARTICLE-8   passed            1.2 s    40 probes  The nodePort MUST be the same on all nodes.
? ARTICLE-9   inconclusive  1 min 1 s    40 probes  From pods, the ClusterIP of nodeport-service MU…
    ARTICLE-9: pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5) -> ClusterIP 10.43.12.7:80 of article-x7k2/my-service: 40 of 40 probes could not be made
      seen: 40 probes in 9 ms: 40 broken
        40 x broken: exec: websocket closed (1006)
✓ ARTICLE-10  passed            1.2 s    40 probes  A ClusterIP MUST open nothing on the nodes.
– ARTICLE-11  skipped                               After nodeport-service is deleted its nodePort…
    no outside client reaches the nodes, 100 % of probes: unroutable
✓ ARTICLE-12  passed            1.2 s    40 probes  kubectl get svc MUST print both Services in the…`);
});

test('rows in colour are as wide as plain ones', () => {
  const verdicts = ['passed', 'failed', 'inconclusive', 'skipped'] as const;
  const rows = verdicts.map((verdict) => requirementRow(sampleResult('ARTICLE-1', { verdict }), colour));
  expect(rows).toEqual([
    `\u001b[32m✓\u001b[39m ARTICLE-1   \u001b[32mpassed      \u001b[39m\u001b[2m      1.2 s    40 probes  \u001b[22mmy-depl…`,
    `\u001b[31m✗\u001b[39m ARTICLE-1   \u001b[31mfailed      \u001b[39m\u001b[2m      1.2 s    40 probes  \u001b[22mmy-depl…`,
    `\u001b[33m?\u001b[39m ARTICLE-1   \u001b[33minconclusive\u001b[39m\u001b[2m      1.2 s    40 probes  \u001b[22mmy-depl…`,
    `\u001b[2m–\u001b[22m ARTICLE-1   \u001b[2mskipped     \u001b[22m\u001b[2m               40 probes  \u001b[22mmy-depl…`,
  ]);
});

test('where there is room the whole sentence is shown', () => {
  const style = { ...plain, width: 160 };
  expect(requirementRow(sampleResult('ARTICLE-4'), style)).toBe(
    `✓ ARTICLE-4   passed            1.2 s    40 probes  From every pod of my-deployment curl MUST get the nginx page at the ClusterIP and at the DNS name.`,
  );
});

test('a terminal too narrow for the sentence gets none', () => {
  expect(requirementRow(sampleResult('ARTICLE-1'), { ...plain, width: 20 })).toBe(
    `✓ ARTICLE-1   passed            1.2 s    40 probes  `,
  );
});

test('terminal escapes from the network do not reach the terminal', () => {
  const result = sampleResult('ARTICLE-1', {
    verdict: 'failed',
    explanation: 'seen:\r\n\u001b]0;title\u0007\u001b[2Jx',
    cells: [sampleCell({ probes: 1 })],
  });
  expect(
    requirementRow(result, plain),
  ).toBe(`✗ ARTICLE-1   failed            1.2 s      1 probe  my-deployment MUST roll out: 2 pods Ready, both…
    seen:
    x`);
});

test('the ending: contrast, client by target, skipped with core ones first, errors, the report, the verdict', () => {
  expect(summary(SAMPLE_REPORT, 'report/report.json', plain)).toBe(`ClusterIP and nodePort side by side

CLIENT          10.43.12.7:80 (my-service)         172.18.0.2:31234 (nodeport-service)
──────────────────────────────────────────────────────────────────────────────────────
pod on node-2   40 of 40 answered                  40 of 40 answered
node node-1     40 of 40 answered                  40 of 40 answered
outside         none of 10 answered (10 timeout)   40 of 40 answered

programming latency: how long a node took to follow

node     since                       times   median   worst    bound
────────────────────────────────────────────────────────────────────
node-1   a Service changed           12      110 ms   470 ms   5.0 s
node-3   its EndpointSlice said so   1       1.0 s    1.0 s    30 s

client by target

from            ClusterIP   nodePort   nodePort
                            node-1     node-3
───────────────────────────────────────────────
pod on node-2   ? 1 of 9
outside         ○ 1         ~ 1        ✗ 1 of 1
how many checks: ✓ answered as it had to, ○ silent as it had to be, ~ kept going through a change, ✗ not as expected, ? could not be told

bounds changed: service-programmed 5.0 s instead of 30 s
features supported: kube-proxy
features not supported: IPv6

skipped:
  core      ARTICLE-11   no outside client reaches the nodes, 100 % of probes: unroutable
  extended  DUALSTACK-1  the cluster has IPv4 only

asked again, since at first only the suite was held up:
  passed  ARTICLE-8  at first: outside: this process (172.18.0.1) -> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: the traffic paused for 4000 ms, more than 3000 ms

errors:
  node node-3 died during the run: its container ended

a cluster that is no real one

report: report/report.json, and report/failures/ID/ for each that did not pass

failed: 9 passed (1 at the second attempt), 1 failed, 1 inconclusive, 2 skipped (1 core, 1 extended) in 1 min 41 s; to repeat only those: npm start -- --last-failed`);
});

/** Of a run that measured nothing and changed nothing. */
const BARE = { contrast: null, programming: [], features: [], bounds: promiseBounds({}) };

test('the ending of a run in which everything passed', () => {
  const totals = { passed: 12, failed: 0, inconclusive: 0, skipped: 0 };
  const requirements = [sampleResult('ARTICLE-1', { cells: [] })];
  const report = { ...SAMPLE_REPORT, ...BARE, totals, verdict: 'passed' } as const;
  expect(
    summary({ ...report, requirements, errors: [], durationMs: 41_000 }, 'report/report.json', colour),
  ).toBe(`\u001b[1ma cluster that is no real one\u001b[22m

report: report/report.json

\u001b[32m\u001b[1mpassed:\u001b[22m\u001b[39m 12 passed, 0 failed, 0 inconclusive, 0 skipped in 41 s`);
});

test('the ending of a run whose cluster did not come up', () => {
  const totals = { passed: 0, failed: 0, inconclusive: 0, skipped: 0 };
  const report = { ...SAMPLE_REPORT, ...BARE, totals, verdict: 'inconclusive' } as const;
  expect(
    summary({ ...report, requirements: [], errors: ['no cluster:\nno Docker'] }, 'r.json', colour),
  ).toBe(`\u001b[31merrors:\u001b[39m
  no cluster:
    no Docker

\u001b[1ma cluster that is no real one\u001b[22m

report: r.json

\u001b[33m\u001b[1minconclusive:\u001b[22m\u001b[39m 0 passed, 0 failed, 0 inconclusive, 0 skipped in 1 min 41 s`);
});

test('the ending of a quiet run is what the run could not do, and the verdict', () => {
  expect(quietSummary(SAMPLE_REPORT, plain)).toBe(`errors:
  node node-3 died during the run: its container ended
a cluster that is no real one
failed: 9 passed (1 at the second attempt), 1 failed, 1 inconclusive, 2 skipped (1 core, 1 extended) in 1 min 41 s; to repeat only those: npm start -- --last-failed`);
});

test.each([
  ['a terminal', { isTTY: true, columns: 120 }, {}, true, 120],
  ['a terminal with NO_COLOR', { isTTY: true, columns: 120 }, { NO_COLOR: '1' }, false, 120],
  ['a terminal with an empty NO_COLOR', { isTTY: true, columns: 120 }, { NO_COLOR: '' }, true, 120],
  ['a pipe', { columns: 80 }, {}, false, 160],
  ['a terminal that does not say how wide it is', { isTTY: true }, {}, true, 160],
])('the style for %s', (_name, stream, env, coloured, width) => {
  const style = terminalStyle(stream, env);
  expect([style.colors.isColorSupported, style.width]).toEqual([coloured, width]);
});
