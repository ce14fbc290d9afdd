import { expect, test } from '@jest/globals';
import { looksWhere, NODE_3_FAILS } from '../sample-facts.ts';
import { says } from '../says.ts';
import { podNetwork } from './pod-network.ts';

test('where pod IPs fail from there too, it is not the Service', () => {
  const looks = looksWhere((from, to) => from.node === 'node-3' && to.kind !== 'nodePort');
  expect(says(podNetwork, { looks })).toEqual([
    'likely: it is the pod network and not the Service: from node node-3 pod IPs do not answer either (0 of 2 probes)',
  ]);
});

test('where pod IPs answer, or were not asked, nothing is said', () => {
  expect(says(podNetwork, NODE_3_FAILS)).toEqual([]);
  expect(says(podNetwork, { observations: NODE_3_FAILS.observations })).toEqual([]);
});

test('pod IPs that fail where the Service does not are no explanation', () => {
  expect(says(podNetwork, { looks: looksWhere((_, to) => to.kind === 'pod IP') })).toEqual([]);
});
