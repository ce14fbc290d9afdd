import { expect, test } from '@jest/globals';
import { look, lost, NODE_3_FAILS, nodePort, OUTSIDE, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { oneNodeNodePort } from './one-node-nodeport.ts';

test('names the node whose nodePort fails, with those that answer', () => {
  expect(says(oneNodeNodePort, NODE_3_FAILS)).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 10 probes), while node-1 and node-2 do',
  ]);
});

test('what a failing node can not send is not held against the nodes that it was for', () => {
  const looks = NODE_3_FAILS.looks.map((each) =>
    each.from.node === 'node-3' && each.to.kind === 'nodePort' ? lost(each.from, each.to) : each,
  );
  expect(says(oneNodeNodePort, { ...NODE_3_FAILS, looks })).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 10 probes), while node-1 and node-2 do',
  ]);
});

test('one that answers now and then is told from one that never does', () => {
  const looks = [
    ...[lost(OUTSIDE, nodePort('node-3')), look(OUTSIDE, nodePort('node-3'))],
    look(podOn('node-1'), nodePort('node-1')),
  ];
  expect(says(oneNodeNodePort, { looks })).toEqual([
    'seen: node node-3 does not answer on its nodePort each time (1 of 2 probes), while node-1 does',
  ]);
});

test('others may answer at times only', () => {
  const fails = [lost(OUTSIDE, nodePort('node-3')), lost(OUTSIDE, nodePort('node-3'))];
  const half = [lost(OUTSIDE, nodePort('node-1')), look(OUTSIDE, nodePort('node-1'))];
  expect(says(oneNodeNodePort, { looks: [...fails, ...half] })).toEqual([
    'seen: node node-3 answers on no nodePort (0 of 2 probes), while node-1 does at times',
  ]);
});

test('one lost probe, or no node that works, is not enough', () => {
  const one = [lost(OUTSIDE, nodePort('node-3'))];
  expect(says(oneNodeNodePort, { looks: one })).toEqual([]);
  expect(says(oneNodeNodePort, { looks: [...one, ...one] })).toEqual([]);
});

test('a node that its policy lets be silent is not accused', () => {
  const silent = { ...lost(OUTSIDE, nodePort('node-3')), wanted: 'either' as const };
  expect(says(oneNodeNodePort, { looks: [silent, silent, look(OUTSIDE, nodePort('node-1'))] })).toEqual([]);
});
