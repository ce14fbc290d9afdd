import { expect, test } from '@jest/globals';
import { NODES, rulesOf, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { leftBehind } from './left-behind.ts';

const gone = sampleFacts().services.map((each) => ({ ...each, exists: false, clusterIPs: [], ports: [] }));
const rules = NODES.map((node) => (node === 'node-3' ? rulesOf(node) : rulesOf(node, [], 0)));

test('names the node that has them, and how many', () => {
  expect(says(leftBehind, { services: gone, rules })).toEqual([
    'seen: node node-3 still has 12 rules for shop/web, which is not there any more',
  ]);
});

test('rules of a Service that is there, and none of one that is gone, say nothing', () => {
  expect(says(leftBehind, { rules })).toEqual([]);
  expect(says(leftBehind, { services: gone, rules: NODES.map((node) => rulesOf(node, [], 0)) })).toEqual([]);
});
