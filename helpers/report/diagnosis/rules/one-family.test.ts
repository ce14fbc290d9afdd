import { expect, test } from '@jest/globals';
import type { TargetFacts } from '../../failure-facts.ts';
import { clusterIP, look, lost, NODES, nodePort, OUTSIDE, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneFamily } from './one-family.ts';

const over6 = (target: TargetFacts, host: string): TargetFacts => ({ ...target, host });
const clusterIP6 = over6(clusterIP(), 'fd00:43::7');
const podIP6 = over6(podIP('node-2'), 'fd00:42:1::5');

const four = NODES.map((node) => look(podOn(node), clusterIP()));
const six = NODES.map((node) => lost(podOn(node), clusterIP6));

test('only IPv6 fails', () => {
  expect(says(oneFamily, { looks: [...four, ...six] })).toEqual([
    'seen: only IPv6 fails at the ClusterIP: over IPv6 0 of 3 probes answered, over IPv4 3 of 3 probes',
  ]);
});

test('pods that answer over the family that fails leave the routing, pods that do not leave the pod network', () => {
  const answered = NODES.map((node) => look(podOn(node), podIP6));
  expect(says(oneFamily, { looks: [...four, ...six, ...answered] })).toContain(
    "likely: it is the Service's routing, not the pod network: past it pod IPs over IPv6 answer (3 of 3 probes)",
  );
  const silent = NODES.map((node) => lost(podOn(node), podIP6));
  expect(says(oneFamily, { looks: [...four, ...six, ...silent] })).toContain(
    'likely: IPv6 is lost on the way to the pods and not by the Service: past it pod IPs over IPv6 do not answer either (0 of 3 probes)',
  );
});

test('pods that answer over the other family say nothing of this one', () => {
  const direct = NODES.map((node) => look(podOn(node), podIP('node-2')));
  expect(says(oneFamily, { looks: [...four, ...six, ...direct] })).toHaveLength(1);
});

test('from one node only', () => {
  const node1 = podOn('node-1');
  const others = [look(podOn('node-2'), clusterIP6), look(podOn('node-3'), clusterIP6)];
  const own = [lost(node1, clusterIP6), lost(node1, clusterIP6), look(node1, podIP6)];
  expect(says(oneFamily, { looks: [...four, ...others, ...own] })).toEqual([
    'seen: only IPv6 fails at the ClusterIP from node node-1: over IPv6 0 of 2 probes answered, over IPv4 1 of 1 probe',
    "likely: it is the Service's routing, not the pod network: past it pod IPs over IPv6 answer (1 of 1 probe)",
  ]);
});

test('at the nodePort of one node only', () => {
  const door = nodePort('node-2');
  const closed = lost(OUTSIDE, over6(door, 'fd00::3'));
  const open = [look(OUTSIDE, nodePort('node-1')), look(OUTSIDE, over6(nodePort('node-1'), 'fd00::2'))];
  expect(says(oneFamily, { looks: [...open, look(OUTSIDE, door), closed, closed] })).toEqual([
    'seen: only IPv6 fails at the nodePort of node node-2: over IPv6 0 of 2 probes answered, over IPv4 1 of 1 probe',
  ]);
});

test('some that is answered over the one, or lost over the other, or that was not asked, is no difference of families', () => {
  expect(says(oneFamily, { looks: [...four, ...six, look(podOn('node-1'), clusterIP6)] })).toEqual([]);
  expect(says(oneFamily, { looks: [...six, ...four.slice(1), lost(podOn('node-1'), clusterIP())] })).toEqual([]);
  expect(says(oneFamily, { looks: six })).toEqual([]);
});
