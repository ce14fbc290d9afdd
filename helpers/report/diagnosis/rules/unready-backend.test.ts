import { expect, test } from '@jest/globals';
import { clusterIP, endpoint, look, nodePort, OUTSIDE, podIP, podOn } from '../sample-facts.ts';
import { says } from '../says.ts';
import { unreadyBackend } from './unready-backend.ts';

const unready = endpoint(1, { ready: false, serving: false });
const listed = { endpoints: [endpoint(0), unready], endpointsBefore: [endpoint(0), unready] };
const byB = { backend: 'shop/web-b' };
const looks = [
  ...[look(OUTSIDE, nodePort('node-3'), byB), look(podOn('node-3'), clusterIP())],
  ...[look(podOn('node-1'), clusterIP()), look(podOn('node-1'), podIP('node-2'), byB)],
];

test('names the node and the pod that must get no new connection', () => {
  expect(says(unreadyBackend, { ...listed, looks })).toEqual([
    'seen: node node-3 still leads to pod shop/web-b (1 of 2 answers afterwards), which the EndpointSlices list as neither ready nor serving',
  ]);
  const gone = { endpoints: [endpoint(0)], endpointsBefore: [endpoint(0)] };
  expect(says(unreadyBackend, { ...gone, looks })).toEqual([
    'seen: node node-3 still leads to pod shop/web-b (1 of 2 answers afterwards), which no EndpointSlice of it lists',
  ]);
});

test('a pod that was ready before, or may answer while it is unready, is no wrong one', () => {
  expect(says(unreadyBackend, { ...listed, endpointsBefore: [endpoint(0), endpoint(1)], looks })).toEqual([]);
  expect(
    says(unreadyBackend, { endpoints: [endpoint(0), endpoint(1, { ready: false, terminating: true })], looks }),
  ).toEqual([]);
});

test('of a Service with endpoints that were written by hand it is not known who may answer', () => {
  const byHand = endpoint(0, { pod: null });
  expect(says(unreadyBackend, { endpoints: [byHand], endpointsBefore: [byHand], looks })).toEqual([]);
});
