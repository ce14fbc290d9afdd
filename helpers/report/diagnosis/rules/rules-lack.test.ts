import { expect, test } from '@jest/globals';
import { NODES, rulesOf, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { rulesLack } from './rules-lack.ts';

test('a node without any rule for the Service is named', () => {
  const rules = NODES.map((node) => (node === 'node-3' ? rulesOf(node, [], 0) : rulesOf(node)));
  expect(says(rulesLack, { rules })).toEqual([
    'seen: node node-3 has no rule for shop/web, while node-1 and node-2 have them',
  ]);
});

const withoutB = NODES.map((node) => rulesOf(node, node === 'node-3' ? [{ address: '10.42.0.5:8080' }] : undefined));

test('a node that lacks one ready endpoint is named with it', () => {
  expect(says(rulesLack, { rules: withoutB })).toEqual([
    'seen: node node-3 sends no connection for shop/web to 10.42.1.5, which an EndpointSlice lists as ready, while node-1 and node-2 do',
  ]);
});

test('a node that only has a rule to reject the Service lacks its endpoints', () => {
  const rules = NODES.map((node) => (node === 'node-3' ? rulesOf(node, [], 1) : rulesOf(node)));
  expect(says(rulesLack, { rules })).toEqual([
    expect.stringMatching(/^seen: node node-3 sends no connection for shop\/web to 10\.42\.0\.5, /),
    expect.stringMatching(/^seen: node node-3 sends no connection for shop\/web to 10\.42\.1\.5, /),
  ]);
});

test('a policy that lets a node leave endpoints out silences it', () => {
  const [service] = sampleFacts().services;
  if (!service) throw new Error('no Service in the sample');
  for (const policy of [
    { externalTrafficPolicy: 'Local' },
    { internalTrafficPolicy: 'Local' },
    { prefersNear: true },
  ]) {
    expect(says(rulesLack, { rules: withoutB, services: [{ ...service, ...policy }] })).toEqual([]);
  }
});

test('an endpoint that is new, and rules that no node has, are no lack of one node', () => {
  expect(says(rulesLack, { rules: withoutB, endpointsBefore: [] })).toEqual([]);
  expect(says(rulesLack, { rules: NODES.map((node) => rulesOf(node, [], 0)) })).toEqual([]);
});
