import { expect, test } from '@jest/globals';
import { clusterIP, look, looksWhere, lost, observation, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneNodeClusterIP } from './one-node-clusterip.ts';

const fromNode3 = observation({ from: podOn('node-3'), to: clusterIP() });

test('names the node whose pods are not served, and that their way to the pods is open', () => {
  const looks = looksWhere((from, to) => from.node === 'node-3' && to.kind === 'ClusterIP');
  expect(says(oneNodeClusterIP, { observations: [fromNode3], looks })).toEqual([
    "seen: from node node-3 the ClusterIP is not answered (0 of 7 probes), while from node-1 and node-2 it is; the pods themselves answer from there (2 of 2 probes), so it is that node's Service routing, not the pod network",
  ]);
});

test('says nothing of the cause where the pods do not answer either', () => {
  const looks = looksWhere((from, to) => from.node === 'node-3' && to.kind !== 'nodePort');
  expect(says(oneNodeClusterIP, { observations: [fromNode3], looks })).toEqual([
    'seen: from node node-3 the ClusterIP is not answered (0 of 7 probes), while from node-1 and node-2 it is',
  ]);
});

test('says nothing of the cause where the pods answer over the other IP family', () => {
  const six = { ...clusterIP(), host: 'fd00:43::7' };
  const looks = [
    ...[lost(podOn('node-3'), six), lost(podOn('node-3'), six), look(podOn('node-1'), six)],
    look(podOn('node-3'), podIP('node-1')),
  ];
  expect(says(oneNodeClusterIP, { looks })).toEqual([
    'seen: from node node-3 the ClusterIP is not answered (0 of 2 probes), while from node-1 it is',
  ]);
});

test('others may be served at times only', () => {
  const looks = looksWhere((from, to) => from.node === 'node-3' && to.kind === 'ClusterIP');
  const half = [lost(podOn('node-1'), clusterIP()), lost(podOn('node-2'), clusterIP())];
  expect(says(oneNodeClusterIP, { observations: [fromNode3], looks: [...looks, ...half] })).toEqual([
    "seen: from node node-3 the ClusterIP is not answered (0 of 7 probes), while from node-1 and node-2 it is at times; the pods themselves answer from there (2 of 2 probes), so it is that node's Service routing, not the pod network",
  ]);
});

test('says nothing where no other node is known to be served', () => {
  expect(says(oneNodeClusterIP, { observations: [fromNode3] })).toEqual([]);
  expect(
    says(oneNodeClusterIP, { looks: [lost(podOn('node-3'), clusterIP()), look(podOn('node-3'), podIP('node-1'))] }),
  ).toEqual([]);
});
