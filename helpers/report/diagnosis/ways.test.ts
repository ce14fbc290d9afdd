import { expect, test } from '@jest/globals';
import {
  clusterIP,
  endpoint,
  look,
  looksWhere,
  lost,
  NODE_3_FAILS,
  nodePort,
  OUTSIDE,
  observation,
  podOn,
  sampleFacts,
} from './sample-facts.ts';
import { nodeStates, suspects, waysOf } from './ways.ts';

test('probes that could not be made, continuous traffic and what may be silent are no ways', () => {
  const observations = [
    observation({ outcomes: { broken: 3 } }),
    observation({ kind: 'continuity' }),
    observation({ outcomes: { broken: 1, refused: 2 } }),
  ];
  const looks = [
    look(OUTSIDE, nodePort('node-1'), { outcome: 'broken' }),
    look(OUTSIDE, nodePort('node-1'), { wanted: 'either' }),
  ];
  expect(waysOf({ observations, looks })).toMatchObject([{ router: 'node-3', probes: 2, good: 0 }]);
});

test('a silence is good where nobody answered, and its control has to answer', () => {
  const control = { to: nodePort('node-1'), outcomes: { answered: 9, timeout: 1 } };
  const silence = observation({ kind: 'silence', asExpected: true, outcomes: { timeout: 10 }, control });
  expect(waysOf({ observations: [silence], looks: [] })).toMatchObject([
    { wanted: 'silence', router: 'node-3', probes: 10, good: 10 },
    { wanted: 'answer', router: 'node-1', probes: 10, good: 9 },
  ]);
  const open = { ...silence, asExpected: false, outcomes: { timeout: 7, answered: 3 }, control: null };
  expect(waysOf({ observations: [open], looks: [] })).toMatchObject([{ wanted: 'silence', probes: 10, good: 7 }]);
});

test('a nodePort is routed by the node that is dialled, a ClusterIP by that of the client', () => {
  const looks = [lost(podOn('node-1'), nodePort('node-2')), lost(podOn('node-1'), clusterIP())];
  expect(waysOf({ observations: [], looks }).map(({ router }) => router)).toEqual(['node-2', 'node-1']);
});

test('one node fails where others work; where all are alike nobody is suspected', () => {
  expect(suspects(sampleFacts(NODE_3_FAILS))).toEqual([{ failing: 'node-3', working: 'node-1' }]);
  const alike = NODE_3_FAILS.looks.map(({ from, to }) => lost(from, to));
  expect(suspects(sampleFacts({ looks: alike }))).toEqual([]);
  expect(nodeStates(waysOf({ observations: [], looks: alike }), 'nodePort', 'answer')).toEqual({
    ...{ works: [], sometimes: [] },
    fails: ['node-1', 'node-2', 'node-3'],
  });
});

test('a node whose pods nobody reaches is the one to look at, before those that fail because of it', () => {
  const looks = looksWhere((from, to) => to.kind === 'pod IP' && to.node === 'node-2' && from.node !== 'node-2');
  const half = [lost(podOn('node-1'), clusterIP()), look(podOn('node-1'), clusterIP())];
  expect(suspects(sampleFacts({ looks: [...looks, ...half] }))).toEqual([
    { failing: 'node-2', working: 'node-1' },
    { failing: 'node-1', working: 'node-3' },
  ]);
});

test('where no node works, one that does at times is compared with', () => {
  const looks = [
    ...[lost(OUTSIDE, nodePort('node-3')), lost(OUTSIDE, nodePort('node-3'))],
    ...[lost(OUTSIDE, nodePort('node-1')), look(OUTSIDE, nodePort('node-1'))],
  ];
  expect(suspects(sampleFacts({ looks }))).toEqual([{ failing: 'node-3', working: 'node-1' }]);
});

test('a node that leads to a pod that must not answer is compared with one that does not', () => {
  const unready = endpoint(1, { ready: false, serving: false });
  const looks = [look(OUTSIDE, nodePort('node-3'), { backend: 'shop/web-b' }), look(OUTSIDE, nodePort('node-1'))];
  const facts = sampleFacts({ looks, endpoints: [endpoint(0), unready], endpointsBefore: [unready] });
  expect(suspects(facts)).toEqual([{ failing: 'node-3', working: 'node-1' }]);
});
