import { expect, test } from '@jest/globals';
import { clusterIP, look, observation, podOn, SERVICE } from '../sample-facts.ts';
import { says } from '../says.ts';
import { nameAstray } from './name-astray.ts';
import { oneNodeClusterIP } from './one-node-clusterip.ts';

const name = { ...clusterIP(), kind: 'DNS name', host: 'web', service: SERVICE } as const;
const from = podOn('node-1');
const byName = observation({ from, to: name, outcomes: { stranger: 21 } });
const looks = [look(from, clusterIP()), look(from, clusterIP()), look(podOn('node-2'), clusterIP())];

test('the name leads elsewhere, and no node is to blame', () => {
  const facts = { observations: [byName], looks };
  expect(says(nameAstray, facts)).toEqual([
    'seen: from pod clients/node-1 on node node-1 the name web:80 is not answered by the Service (0 of 21 probes), while the ClusterIP is (2 of 2 probes)',
    "likely: the cluster's DNS gives another address for that name, or none: it is not the Service's routing",
  ]);
  expect(says(oneNodeClusterIP, facts)).toEqual([]);
});

test('nothing where the ClusterIP is not answered from there either, or the name is at times', () => {
  const lost = look(from, clusterIP(), { outcome: 'timeout', backend: null, detail: 'no connection' });
  expect(says(nameAstray, { observations: [byName], looks: [...looks, lost] })).toEqual([]);
  expect(says(nameAstray, { observations: [byName], looks: [] })).toEqual([]);
  const once = { ...byName, outcomes: { stranger: 20, answered: 1 } };
  expect(says(nameAstray, { observations: [once], looks })).toEqual([]);
});
