import { expect, test } from '@jest/globals';
import { annotations } from './annotations.ts';
import { SAMPLE_REPORT, sampleResult } from './sample.ts';

test('run errors, failed and inconclusive are errors, a skipped core requirement is a warning, an extended one is nothing', () => {
  expect(
    annotations(SAMPLE_REPORT).join('\n'),
  ).toBe(`::error title=run error::node node-3 died during the run: its container ended
::error title=ARTICLE-7 failed::From outside, node-ip:nodePort MUST show the nginx page on every node.%0AARTICLE-7: outside: this process (172.18.0.1) -> nodePort 172.18.0.4:31234 of article-x7k2/nodeport-service on node node-3: not every probe was answered%0A  expected: every probe is answered, and both pods answer%0A  seen: 40 probes in 52 ms: 40 refused%0A    40 x refused: connect ECONNREFUSED 172.18.0.4:31234%0A  repeat: curl -sS 'http://172.18.0.4:31234/' # <html> & co
::error title=ARTICLE-9 inconclusive::From pods, the ClusterIP of nodeport-service MUST lead to both pods.%0AARTICLE-9: pod article-x7k2/my-deployment-6d9f7c-abcde on node node-2 (10.42.1.5) -> ClusterIP 10.43.12.7:80 of article-x7k2/my-service: 40 of 40 probes could not be made%0A  seen: 40 probes in 9 ms: 40 broken%0A    40 x broken: exec: websocket closed (1006)
::warning title=ARTICLE-11 skipped::After nodeport-service is deleted its nodePort MUST close on every node.%0Ano outside client reaches the nodes, 100 %25 of probes: unroutable`);
});

test('a run in which everything passed has none', () => {
  expect(annotations({ ...SAMPLE_REPORT, errors: [], requirements: [sampleResult('ARTICLE-1')] })).toEqual([]);
});

test('what would end a property or a command is escaped, and terminal escapes are gone', () => {
  const result = sampleResult('A:B,C%-1', {
    verdict: 'failed',
    sentence: '50 % MUST:',
    reason: 'a,b\r\n::error::\u001b[31mc',
  });
  expect(annotations({ ...SAMPLE_REPORT, errors: [], requirements: [result] })).toEqual([
    '::error title=A%3AB%2CC%25-1 failed::50 %25 MUST:%0Aa,b%0A::error::c',
  ]);
});
