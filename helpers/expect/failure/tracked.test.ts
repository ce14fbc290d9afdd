import { expect, test } from '@jest/globals';
import { nodePort } from '../../report/diagnosis/sample-facts.ts';
import { trackedFacts } from './tracked.ts';

const line = (sport: number, dport = 31_234) =>
  `tcp 6 118 SYN_SENT src=172.18.0.1 dst=172.18.0.4 sport=${sport} dport=${dport} [UNREPLIED] src=10.42.0.5 dst=172.18.0.1 sport=8080 dport=${sport} mark=0`;

test('equal connections to the target are counted, others left out', () => {
  const elsewhere = line(51_823).replace('dst=172.18.0.4', 'dst=172.18.0.2');
  const lines = [line(51_820), line(51_821), line(51_822, 22), elsewhere, 'icmp 1 29 src=172.18.0.1 dst=172.18.0.4'];
  expect(trackedFacts('node-3', lines, [nodePort('node-3')])).toEqual([
    {
      ...{ node: 'node-3', protocol: 'TCP', from: '172.18.0.1', to: '172.18.0.4', port: 31_234 },
      ...{ answersFrom: '10.42.0.5', answersTo: '172.18.0.1', unanswered: true, count: 2 },
    },
  ]);
  expect(trackedFacts('node-3', lines, [nodePort('node-3', 'UDP')])).toEqual([]);
});

test('the twenty most frequent kinds come, the most frequent first, to any of the targets', () => {
  const from = (host: number, to = 4) =>
    line(51_820).replace('172.18.0.1', `198.18.0.${host}`).replace('0.4', `0.${to}`);
  const hosts = Array.from({ length: 25 }, (_, index) => index + 1);
  const lines = [...hosts, 24, 24, 25].map((host) => from(host, host % 2 === 0 ? 4 : 3));
  const tracked = trackedFacts('node-3', lines, [nodePort('node-2'), nodePort('node-3')]);
  expect(tracked.map((each) => `${each.count} ${each.from}`)).toEqual([
    ...['3 198.18.0.24', '2 198.18.0.25'],
    ...hosts.slice(0, 18).map((host) => `1 198.18.0.${host}`),
  ]);
});
