import { expect, test } from '@jest/globals';
import type { FailureFacts } from '../../failure-facts.ts';
import { clusterIP, endpoint, observation, podOn, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { unevenShares } from './uneven-shares.ts';

const sample = (backends: Record<string, number>, stated = {}) =>
  observation({ from: podOn('node-1'), to: clusterIP(), outcomes: { answered: 300 }, backends, ...stated });

const [service] = sampleFacts().services;
const services = (stated: Partial<FailureFacts['services'][number]>) => (service ? [{ ...service, ...stated }] : []);

test('an endpoint that is never chosen is named', () => {
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 37 })] })).toEqual([
    'seen: shop/web-b, which the EndpointSlices list as ready, was given none of 37 connections of pod clients/node-1 on node node-1 to 10.43.0.7:80',
  ]);
});

test('an endpoint that is chosen too often is named with its share', () => {
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 210, 'shop/web-b': 90 })] })).toEqual([
    'seen: shop/web-a was given 210 of 300 connections of pod clients/node-1 on node node-1 to 10.43.0.7:80, where each of 2 endpoints has a share of 150',
  ]);
});

test('what chance does is not uneven', () => {
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 15 })] })).toEqual([]);
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 170, 'shop/web-b': 130 })] })).toEqual([]);
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 60, 'shop/web-b': 10 })] })).toEqual([]);
});

test('nothing is said where the choice is not among all, or it is not known among whom', () => {
  const observations = [sample({ 'shop/web-a': 300 })];
  for (const stated of [
    { externalTrafficPolicy: 'Local' },
    { internalTrafficPolicy: 'Local' },
    { prefersNear: true },
    { sessionAffinity: 'ClientIP' },
    { exists: false },
  ]) {
    expect(says(unevenShares, { observations, services: services(stated) })).toEqual([]);
  }
  expect(says(unevenShares, { observations, endpoints: [endpoint(0)] })).toEqual([]);
  const byHand = endpoint(1, { pod: null });
  expect(says(unevenShares, { observations, endpoints: [endpoint(0), byHand] })).toHaveLength(1);
  expect(says(unevenShares, { observations, endpoints: [endpoint(0), byHand], pods: [] })).toEqual([]);
  expect(says(unevenShares, { observations: [sample({ 'shop/web-a': 300 }, { kind: 'continuity' })] })).toEqual([]);
});
