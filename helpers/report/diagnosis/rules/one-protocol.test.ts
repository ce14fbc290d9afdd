import { expect, test } from '@jest/globals';
import { clusterIP, look, lost, nodePort, OUTSIDE, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneProtocol } from './one-protocol.ts';

const udp = [lost(OUTSIDE, nodePort('node-1', 'UDP')), lost(podOn('node-1'), clusterIP('UDP'))];
const tcp = [look(podOn('node-1'), podIP('node-2')), look(podOn('node-1'), podIP('node-1'))];

test('only UDP fails', () => {
  expect(says(oneProtocol, { looks: [...udp, ...tcp] })).toEqual([
    'seen: only UDP fails: over UDP 0 of 2 probes answered, over TCP 2 of 2 probes',
  ]);
});

test('past the Service too', () => {
  const direct = [lost(podOn('node-1'), podIP('node-2', 'UDP')), lost(podOn('node-1'), podIP('node-1', 'UDP'))];
  expect(says(oneProtocol, { looks: [...udp, ...direct, ...tcp] })).toEqual([
    'seen: only UDP fails: over UDP 0 of 4 probes answered, over TCP 2 of 2 probes',
    'likely: UDP is lost on the way to the pods and not by the Service: past it pod IPs do not answer either (0 of 2 probes)',
  ]);
});

test('from one node only', () => {
  const elsewhere = look(podOn('node-2'), clusterIP('UDP'));
  const fromNode1 = lost(podOn('node-1'), nodePort('node-2', 'UDP'));
  expect(says(oneProtocol, { looks: [...udp, fromNode1, elsewhere, ...tcp] })).toEqual([
    'seen: from node node-1 only UDP fails: over UDP 0 of 2 probes answered, over TCP 2 of 2 probes',
  ]);
});

test('some UDP that is answered, or TCP that is not, or that was not asked, is no difference of protocols', () => {
  expect(says(oneProtocol, { looks: [...udp, look(OUTSIDE, nodePort('node-2', 'UDP')), ...tcp] })).toEqual([]);
  expect(says(oneProtocol, { looks: [...udp, ...tcp, lost(OUTSIDE, nodePort('node-1'))] })).toEqual([]);
  expect(says(oneProtocol, { looks: udp })).toEqual([]);
});
