import { expect, test } from '@jest/globals';
import { nodePort } from '../../report/diagnosis/sample-facts.ts';
import { trackedFacts } from './tracked.ts';

const line = (sport: number, dport = 31_234) =>
  `tcp 6 118 SYN_SENT src=172.18.0.1 dst=172.18.0.4 sport=${sport} dport=${dport} [UNREPLIED] src=10.42.0.5 dst=172.18.0.1 sport=8080 dport=${sport} mark=0`;

test('equal connections to the target are counted, others left out', () => {
  const lines = [line(51_820), line(51_821), line(51_822, 22), 'icmp 1 29 src=172.18.0.1 dst=172.18.0.4'];
  expect(trackedFacts('node-3', lines, [nodePort('node-3')])).toEqual([
    {
      ...{ node: 'node-3', protocol: 'TCP', from: '172.18.0.1', to: '172.18.0.4', port: 31_234 },
      ...{ answersFrom: '10.42.0.5', answersTo: '172.18.0.1', unanswered: true, count: 2 },
    },
  ]);
  expect(trackedFacts('node-3', lines, [nodePort('node-3', 'UDP')])).toEqual([]);
});
