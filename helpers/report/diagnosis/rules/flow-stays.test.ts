import { expect, test } from '@jest/globals';
import type { FailureFacts, ObservationFacts } from '../../failure-facts.ts';
import { clusterIP, endpoint, look, lost, nodePort, observation, podOn } from '../sample-facts.ts';
import { flow, type Run } from '../sample-flow.ts';
import { says } from '../says.ts';
import { flowStays } from './flow-stays.ts';

const [OLD, NEW] = ['shop/web-a', 'shop/web-b'];
const DOOR = nodePort('node-2', 'UDP');

const SILENT: readonly Run[] = [
  ['timeout', 1],
  ['answered', 2, OLD],
  ['timeout', 14],
];
const MOVED: readonly Run[] = [
  ['answered', 2, OLD],
  ['timeout', 1],
  ['answered', 14, NEW],
];
/** The old pod is no endpoint, and new flows are answered by the other. */
const LEFT: Partial<FailureFacts> = {
  endpoints: [endpoint(1)],
  endpointsBefore: [endpoint(1)],
  looks: [look(podOn('node-1'), DOOR, { backend: NEW }), look(podOn('node-3'), DOOR, { backend: NEW })],
};
const LIKELY =
  'likely: what tracks UDP flows leads them to shop/web-a still, which no EndpointSlice of it lists: nobody took its entries out';

const udp = (runs: readonly Run[], stated: Partial<ObservationFacts> = {}) => flow(runs, { to: DOOR, ...stated });

test('flows that stay are told from those that moved on, with the nodes that they passed', () => {
  const inside = { from: podOn('node-3'), to: clusterIP('UDP') };
  const observations = [udp(SILENT), udp(SILENT, inside), udp(MOVED, { asExpected: true })];
  expect(says(flowStays, { ...LEFT, observations })).toEqual([
    'seen: 2 of 3 flows over UDP that shop/web-a had answered through shop/web led to nobody else, by way of node-2 and node-3, while new ones are answered (2 of 2 probes)',
    LIKELY,
  ]);
});

test('a pod that goes on answering keeps its flow as well', () => {
  expect(says(flowStays, { ...LEFT, observations: [udp([['answered', 16, OLD]])] })).toEqual([
    'seen: 1 of 1 flow over UDP that shop/web-a had answered through shop/web led to nobody else, by way of node-2, while new ones are answered (2 of 2 probes)',
    LIKELY,
  ]);
});

test.each<[string, ObservationFacts]>([
  ['flows that are as they had to be', udp([['answered', 16, OLD]], { asExpected: true })],
  [
    'one datagram without a reply',
    udp([
      ['answered', 14, OLD],
      ['timeout', 1],
    ]),
  ],
  ['what an endpoint answered last', udp(MOVED)],
  ['what nobody ever answered', udp([['timeout', 14]])],
  ['connections', flow(SILENT)],
  ['datagrams from a new port each time', observation({ kind: 'continuity', to: DOOR })],
])('nothing of %s', (_, one) => {
  expect(says(flowStays, { ...LEFT, observations: [one] })).toEqual([]);
});

test('nothing while the pod is an endpoint, nor where new flows are not answered, or were not tried', () => {
  const observations = [udp(SILENT)];
  const { looks = [] } = LEFT;
  expect(says(flowStays, { looks, observations })).toEqual([]);
  expect(says(flowStays, { ...LEFT, observations, looks: [...looks, lost(podOn('node-2'), DOOR)] })).toEqual([]);
  const elsewhere = [nodePort('node-2'), nodePort('node-1', 'UDP')].map((to) => look(podOn('node-1'), to));
  expect(says(flowStays, { ...LEFT, observations, looks: elsewhere })).toEqual([]);
});
