import { expect, test } from '@jest/globals';
import { look, looksWhere, lost, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneDirection } from './one-direction.ts';

test('from one node to another nothing passes, and the other way all does', () => {
  const looks = [
    ...[lost(podOn('node-1'), podIP('node-2')), lost(podOn('node-1'), podIP('node-2'))],
    look(podOn('node-2'), podIP('node-1')),
  ];
  expect(says(oneDirection, { looks })).toEqual([
    'seen: from node node-1 the pods on node node-2 do not answer (0 of 2 probes), and from node-2 those on node-1 do (1 of 1 probe)',
    'likely: only node node-1 → node node-2 fails, in one direction',
  ]);
});

test('one probe that failed only makes it possible', () => {
  const looks = looksWhere((from, to) => from.node === 'node-1' && to.node === 'node-2' && to.kind === 'pod IP');
  expect(says(oneDirection, { looks })).toContain('possible: only node node-1 → node node-2 fails, in one direction');
});

test('both directions lost, or one of them never asked, is no direction', () => {
  const both = [lost(podOn('node-1'), podIP('node-2')), lost(podOn('node-2'), podIP('node-1'))];
  expect(says(oneDirection, { looks: both })).toEqual([]);
  expect(says(oneDirection, { looks: both.slice(0, 1) })).toEqual([]);
});
