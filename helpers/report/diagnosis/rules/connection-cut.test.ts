import { expect, test } from '@jest/globals';
import type { FailureFacts, ObservationFacts } from '../../failure-facts.ts';
import { clusterIP, endpoint, look, lost, nodePort, OUTSIDE, observation, podIP, podOn } from '../sample-facts.ts';
import { flow, type Run } from '../sample-flow.ts';
import { says } from '../says.ts';
import { connectionCut } from './connection-cut.ts';

const POD = 'shop/web-a';

const CUT: readonly Run[] = [
  ['answered', 3, POD],
  ['timeout', 29],
];
const KEPT: readonly Run[] = [['answered', 32, POD]];
/** The pod is no endpoint, and answers. */
const LEFT: Partial<FailureFacts> = {
  endpoints: [endpoint(1)],
  endpointsBefore: [endpoint(1)],
  looks: [look(podOn('node-2'), podIP('node-1')), look(podOn('node-3'), podIP('node-1'))],
};
const LIKELY =
  'likely: connections that stand are cut when a pod is no endpoint any more: shop/web had led to shop/web-a, which no EndpointSlice of it lists';

test('those that were cut are told from those that were not, with the nodes that they passed', () => {
  const inside = { from: podOn('node-3'), to: clusterIP() };
  const kept = { to: nodePort('node-1'), asExpected: true };
  const observations = [flow(CUT), flow(CUT, inside), flow(KEPT, kept)];
  expect(says(connectionCut, { ...LEFT, observations })).toEqual([
    'seen: 2 of 3 connections over TCP that shop/web-a had answered through shop/web got no answer any more, by way of node-2 and node-3; the pod itself answers new ones (2 of 2 probes)',
    LIKELY,
  ]);
});

test('the cause is not told while the pod is an endpoint', () => {
  const { looks = [] } = LEFT;
  expect(says(connectionCut, { looks, observations: [flow(CUT)] })).toEqual([
    'seen: 1 of 1 connection over TCP that shop/web-a had answered through shop/web got no answer any more, by way of node-2; the pod itself answers new ones (2 of 2 probes)',
  ]);
});

test('a refusal ends one as silence does, and an answer in between does not', () => {
  const refused: readonly Run[] = [
    ['answered', 1, POD],
    ['timeout', 4],
    ['answered', 1, POD],
    ['refused', 2],
  ];
  expect(says(connectionCut, { ...LEFT, observations: [flow(refused)] })).toContain(LIKELY);
  const late: readonly Run[] = [
    ['answered', 1, POD],
    ['timeout', 4],
    ['answered', 1, POD],
  ];
  expect(says(connectionCut, { ...LEFT, observations: [flow(late)] })).toEqual([]);
});

test.each<[string, ObservationFacts]>([
  [
    'one request without an answer',
    flow([
      ['answered', 30, POD],
      ['timeout', 1],
    ]),
  ],
  [
    'requests that could not be made',
    flow([
      ['answered', 3, POD],
      ['timeout', 9],
      ['broken', 1],
    ]),
  ],
  [
    'what two pods answered',
    flow([
      ['answered', 3, POD],
      ['answered', 3, 'shop/web-b'],
      ['timeout', 9],
    ]),
  ],
  ['what nobody ever answered', flow([['timeout', 30]])],
  ['datagrams', flow(CUT, { to: nodePort('node-2', 'UDP') })],
  ['new connections each time', observation({ kind: 'continuity', outcomes: { answered: 3, timeout: 29 } })],
])('nothing of %s', (_, one) => {
  expect(says(connectionCut, { ...LEFT, observations: [one] })).toEqual([]);
});

test('nothing where the pod itself does not answer, or was not asked', () => {
  const observations = [flow(CUT)];
  const looks = [look(podOn('node-2'), podIP('node-1')), lost(podOn('node-3'), podIP('node-1'))];
  expect(says(connectionCut, { ...LEFT, observations, looks })).toEqual([]);
  expect(says(connectionCut, { ...LEFT, observations, looks: [look(OUTSIDE, podIP('node-2'))] })).toEqual([]);
});
