import { expect, test } from '@jest/globals';
import { clusterIP, observation, podOn, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { affinityLost } from './affinity-lost.ts';

const spread = observation({
  ...{ from: podOn('node-1'), to: clusterIP(), spanMs: 90 },
  ...{ outcomes: { answered: 20 }, backends: { 'shop/web-a': 12, 'shop/web-b': 8 } },
});
const services = sampleFacts().services.map((service) => ({ ...service, sessionAffinity: 'ClientIP' }));

test('one client at several pods', () => {
  expect(says(affinityLost, { observations: [spread], services })).toEqual([
    'seen: pod clients/node-1 on node node-1 was led to 2 pods at 10.43.0.7:80 within 90 ms (shop/web-a 12, shop/web-b 8), though the Service asks for affinity by client address',
  ]);
});

test('nothing where no affinity is asked for, one pod answers, or the sample holds', () => {
  expect(says(affinityLost, { observations: [spread] })).toEqual([]);
  expect(says(affinityLost, { observations: [{ ...spread, backends: { 'shop/web-a': 20 } }], services })).toEqual([]);
  expect(says(affinityLost, { observations: [{ ...spread, holds: true }], services })).toEqual([]);
  expect(says(affinityLost, { observations: [{ ...spread, kind: 'continuity' }], services })).toEqual([]);
});
