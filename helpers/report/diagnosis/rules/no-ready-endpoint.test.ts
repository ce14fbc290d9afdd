import { expect, test } from '@jest/globals';
import { endpoint, observation, pod } from '../sample-facts.ts';
import { says } from '../says.ts';
import { noReadyEndpoint } from './no-ready-endpoint.ts';

const observations = [observation()];
const none = { endpoints: [], endpointsBefore: [] };

test('a Service that had to answer and has nobody who could', () => {
  expect(says(noReadyEndpoint, { observations, ...none })).toEqual([
    'seen: the EndpointSlices of shop/web list no endpoint that serves, though shop/web-a and shop/web-b had to answer and are Ready',
  ]);
  const unready = { ready: false, serving: false };
  const endpoints = [endpoint(0, unready), endpoint(1, unready)];
  expect(says(noReadyEndpoint, { observations, endpoints, pods: [pod(0, { ready: false })] })).toEqual([
    'seen: the EndpointSlices of shop/web list no endpoint that serves',
  ]);
});

test('slices that were not read, endpoints that serve, and a Service of which nothing was wanted say nothing', () => {
  expect(
    says(noReadyEndpoint, { observations, ...none, missing: ['EndpointSlices of shop/web: not there within 10 s'] }),
  ).toEqual([]);
  expect(says(noReadyEndpoint, { observations })).toEqual([]);
  expect(says(noReadyEndpoint, none)).toEqual([]);
});
