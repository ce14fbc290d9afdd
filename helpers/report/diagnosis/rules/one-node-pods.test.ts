import { expect, test } from '@jest/globals';
import { look, looksWhere, lost, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneNodePods } from './one-node-pods.ts';

test('pods that nobody elsewhere reaches are named by their node and protocol', () => {
  expect(says(oneNodePods, { looks: looksWhere((_, to) => to.kind === 'pod IP' && to.node === 'node-2') })).toEqual([
    'seen: the pods on node node-2 answer nobody on other nodes over TCP (0 of 2 probes), and those elsewhere do (1 of 1 probe)',
    'likely: what a Service sends to a pod on node node-2 over TCP is lost wherever it comes from: it is the pod network, not the Service',
  ]);
  const udp = [
    ...[lost(podOn('node-1'), podIP('node-2', 'UDP')), lost(podOn('node-3'), podIP('node-2', 'UDP'))],
    look(podOn('node-3'), podIP('node-1', 'UDP')),
  ];
  expect(says(oneNodePods, { looks: [...looksWhere(() => false), ...udp] })[0]).toContain('over UDP (0 of 2 probes)');
});

test('one client that reaches no pod at all, and pods that no two places asked, are another matter', () => {
  expect(
    says(oneNodePods, { looks: looksWhere((from, to) => from.node === 'node-3' && to.kind === 'pod IP') }),
  ).toEqual([]);
  expect(
    says(oneNodePods, { looks: [lost(podOn('node-1'), podIP('node-2')), look(podOn('node-3'), podIP('node-1'))] }),
  ).toEqual([]);
  expect(says(oneNodePods, { looks: looksWhere((_, to) => to.kind === 'pod IP') })).toEqual([]);
});
