import { expect, test } from '@jest/globals';
import { look, lost, nodePort, OUTSIDE } from '../../report/diagnosis/sample-facts.ts';
import { probesText } from './probes-text.ts';
import { sampleAsked } from './sample-asked.ts';

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

test('fields that are not as they have to be are shown as YAML, without who wrote them', () => {
  const cell = {
    ...sampleAsked().observation.cell,
    target: 'Service shop/web',
    expected: 'spec.type "NodePort"',
    holds: false,
    repeat: 'kubectl get',
  };
  const object = { metadata: { name: 'web', managedFields: [{ manager: 'kubectl' }] }, spec: { type: 'ClusterIP' } };
  expect(probesText([], [{ kind: 'fields', requirement: 'SAMPLE-7', cell, object, wrong: [] }], [])).toBe(
    `Service shop/web
expected: spec.type "NodePort"
seen:
  spec:
    type: ClusterIP
  metadata:
    name: web
repeat: kubectl get
`,
  );
});

test('a long timeline is cut in its middle, and nothing at all says so', () => {
  const results = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? { backend: 'shop/a' } : lostOnce));
  const text = probesText([sampleAsked({ results })], [], []);
  expect(text).toContain('  … 300 more lines …');
  expect(text.split('\n').length).toBeLessThan(220);
  expect(probesText([], [], [])).toBe('nothing was observed\n');
});
