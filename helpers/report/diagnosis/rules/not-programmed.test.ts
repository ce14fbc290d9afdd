import { expect, test } from '@jest/globals';
import { NODE_3_FAILS, NODES, proxy, rulesOf } from '../sample-facts.ts';
import { says } from '../says.ts';
import { notProgrammed } from './not-programmed.ts';

const proxies = NODES.map((node) => proxy(node, node === 'node-3' ? { healthz: null, words: 'timed out' } : {}));
const rules = NODES.map((node) => (node === 'node-3' ? rulesOf(node, [], 0) : rulesOf(node)));

test('a kube-proxy that is silent explains rules that are missing', () => {
  expect(says(notProgrammed, { ...NODE_3_FAILS, proxies, rules })).toEqual([
    'likely: node node-3 fails since its kube-proxy does not write its rules any more',
  ]);
});

test('neither of the two alone does, and nor do both where nothing fails', () => {
  expect(says(notProgrammed, { ...NODE_3_FAILS, proxies })).toEqual([]);
  expect(says(notProgrammed, { ...NODE_3_FAILS, rules })).toEqual([]);
  expect(says(notProgrammed, { proxies, rules })).toEqual([]);
});
