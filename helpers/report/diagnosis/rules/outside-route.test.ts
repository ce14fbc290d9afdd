import { expect, test } from '@jest/globals';
import { clusterIP, NODE_3_FAILS, observation, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { outsideRoute } from './outside-route.ts';

const open = observation({ kind: 'silence', to: clusterIP(), outcomes: { answered: 11 }, words: [] });

test('a ClusterIP that answers outside means a route', () => {
  expect(says(outsideRoute, { observations: [open] })).toEqual([
    'seen: outside, this process got through to ClusterIP 10.43.0.7:80 (11 of 11 probes)',
    'likely: a route leads from there to the service range by way of a node: a router, a VPN or BGP announces it',
  ]);
});

test('silence outside, an answer inside, or a nodePort that fails say nothing of the kind', () => {
  const silent = observation({ kind: 'silence', to: clusterIP(), asExpected: true, outcomes: { timeout: 11 } });
  const unsure = observation({ kind: 'silence', to: clusterIP(), outcomes: { timeout: 7, broken: 23 } });
  expect(says(outsideRoute, { observations: [unsure] })).toEqual([]);
  const inside = { ...open, from: podOn('node-1') };
  expect(says(outsideRoute, { observations: [silent, inside] })).toEqual([]);
  expect(says(outsideRoute, NODE_3_FAILS)).toEqual([]);
});
