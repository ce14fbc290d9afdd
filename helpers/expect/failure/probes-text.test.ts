import { expect, test } from '@jest/globals';
import { clusterIP, look, lost, nodePort, OUTSIDE, podOn } from '../../report/diagnosis/sample-facts.ts';
import type { Continuity } from '../observation.ts';
import { probesText } from './probes-text.ts';
import { sampleAsked, sampleSilence } from './sample-asked.ts';

const lostOnce = { outcome: 'timeout', detail: 'no whole answer within 3000 ms', totalMs: 3_000 } as const;

test('who asked whom, what had to come, and run by run what came', () => {
  const wrong = sampleAsked({ results: [{ backend: 'shop/a' }, lostOnce, { ...lostOnce, totalMs: 3_001 }] });
  const fine = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null });
  expect(probesText([fine, wrong], [], [lost(OUTSIDE, nodePort('node-3')), look(OUTSIDE, nodePort('node-1'))])).toBe(
    `pod suite/client on node node-1 (10.42.0.9) -> nodePort 172.18.0.3:30080 of shop/web on node node-2
expected: each of 2 new connections answered
seen: 3 probes: 1 answered, 2 timeout
timeline:
  00:00:00.000     1 x answered by shop/a, in 1 ms
  00:00:01.000     2 x timeout: no whole answer within … ms, in 3000 to 3001 ms
pod IPs, asked directly then:
  pod suite/client -> 10.42.0.5:80: answered
EndpointSlices then:
  10.42.0.5 80/TCP: ready
repeat: curl http://172.18.0.3:30080/

looked again afterwards, one probe each:
  ! this process -> nodePort 172.18.0.4:31234 on node node-3: timeout: no connection within 1200 ms, in 1203 ms
  . this process -> nodePort 172.18.0.2:31234 on node node-1: answered by shop/web-a, in 3 ms

what the same requirement saw elsewhere:
  pod suite/client on node node-1 (10.42.0.9) -> nodePort 172.18.0.3:30080 of shop/web on node node-2: 1 answered
`,
  );
});

const timeline = (results: Parameters<typeof sampleAsked>[0]) =>
  probesText([sampleAsked(results)], [], [])
    .split('timeline:\n')[1]
    ?.split('\npod IPs')[0]
    ?.split('\n') ?? [];

test('what each probe saw is told apart, and who saw it from where', () => {
  const from = { address: '172.18.0.1', port: 40_001 };
  const results = [
    { backend: 'shop/a', status: 200, seen: { from, serverPort: 8080, node: 'node-1' } },
    { backend: 'shop/a', status: 404 },
    { backend: 'shop/a', status: 200 },
    { backend: 'shop/a' },
    { outcome: 'stranger', detail: 'it said nothing', status: 404 },
  ] as const;
  expect(timeline({ results })).toEqual([
    '  00:00:00.000     1 x answered by shop/a, which saw 172.18.0.1 on port 8080, in 1 ms',
    '  00:00:01.000     1 x answered by shop/a, status 404, in 1 ms',
    '  00:00:02.000     2 x answered by shop/a, in 1 ms',
    '  00:00:04.000     1 x stranger, status 404: it said nothing, in 1 ms',
  ]);
});

test('a timeline is cut in its middle where it is longer than 200 lines', () => {
  const results = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? { backend: 'shop/a' } : lostOnce));
  const shown = timeline({ results });
  expect([shown.length, ...shown.slice(99, 102)]).toEqual([
    201,
    '  00:01:39.000     1 x timeout: no whole answer within … ms, in 3000 ms',
    '  … 300 more lines …',
    '  00:06:40.000     1 x answered by shop/a, in 1 ms',
  ]);
  expect(timeline({ results: results.slice(0, 200) }).filter((line) => line.includes('more lines'))).toEqual([]);
});

test('of a silence its controls are shown, of continuous traffic what happened meanwhile', () => {
  const evidence = null;
  const silence = sampleSilence({ results: [lostOnce, { backend: 'shop/a' }], evidence, holds: false });
  const { observation, ...about } = sampleAsked({ results: [{ backend: 'shop/a' }], evidence, holds: null });
  const { client, target, of } = about;
  const marks = [{ at: 1_500, text: 'pod shop/b is being deleted' }];
  const continuity: Continuity = {
    ...{ requirement: 'SAMPLE-7', cell: observation.cell, client, target, marks, evidence, backends: of.backends },
    ...{ results: observation.kind === 'sampling' ? observation.results : [], everyMs: 100 },
    ...{ kind: 'continuity', oneSocket: false },
  };
  const whom = 'pod suite/client on node node-1 (10.42.0.9) -> nodePort 172.18.0.3:30080 of shop/web on node node-2';
  expect(probesText([silence], [], [])).toBe(
    `${whom}
expected: each of 2 new connections answered
seen: 2 probes: 1 answered, 1 timeout
control: the control: 2 answered
timeline:
  00:00:00.000     1 x timeout: no whole answer within … ms, in 3000 ms
  00:00:01.000     1 x answered by shop/a, in 1 ms
the controls beside them:
  00:00:00.500     2 x answered by shop/a, in 1 ms
repeat: curl http://172.18.0.3:30080/
`,
  );
  expect(probesText([{ ...about, observation: continuity }], [], [])).toBe(
    `${whom}
expected: each of 2 new connections answered
seen: 1 probes: 1 answered; not judged
timeline:
  00:00:00.000     1 x answered by shop/a, in 1 ms
meanwhile:
  00:00:01.500  pod shop/b is being deleted
repeat: curl http://172.18.0.3:30080/
`,
  );
});

test('looks say who looked at what, and are marked by what had to come', () => {
  const node = { kind: 'node', name: 'node node-1', node: 'node-1', address: '172.18.0.2' } as const;
  const six = { ...clusterIP('UDP'), host: 'fd00:43::7' };
  const looks = [
    look(podOn('node-1'), nodePort('node-3'), { wanted: 'either' }),
    lost(node, { ...six, port: 53 }),
    look(OUTSIDE, clusterIP(), { wanted: 'silence' }),
    { ...lost(OUTSIDE, clusterIP()), wanted: 'silence' as const },
  ];
  expect(probesText([], [], looks)).toBe(
    `looked again afterwards, one probe each:
    pod clients/node-1 on node node-1 (10.42.0.2) -> nodePort 172.18.0.4:31234 on node node-3: answered by shop/web-a, in 3 ms
  ! node node-1 (172.18.0.2) -> ClusterIP [fd00:43::7]:53/UDP: timeout: no connection within 1200 ms, in 1203 ms
  ! this process -> ClusterIP 10.43.0.7:80: answered by shop/web-a, in 3 ms
  . this process -> ClusterIP 10.43.0.7:80: timeout: no connection within 1200 ms, in 1203 ms
`,
  );
});

test('nothing at all says so', () => {
  expect(probesText([], [], [])).toBe('nothing was observed\n');
});
