import { expect, test } from '@jest/globals';
import type { TrackedFacts } from '../../failure-facts.ts';
import { observation, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { wayBack } from './way-back.ts';

const observations = [observation()];

/** A connection to the nodePort of node 3 that was sent on to the pod on node 1, for which no answer has come. */
function waiting(stated: Partial<TrackedFacts> = {}): TrackedFacts {
  return {
    ...{ node: 'node-3', protocol: 'TCP', from: '172.18.0.1', to: '172.18.0.4', port: 31_234 },
    ...{ answersFrom: '10.42.0.5', answersTo: '172.18.0.1', unanswered: true, count: 4 },
    ...stated,
  };
}

test('probes that arrived and were not answered were lost on their way back', () => {
  const arrived = [{ backend: 'shop/web-a', from: '172.18.0.4', count: 6 }];
  expect(says(wayBack, { observations: [observation({ arrived })] })).toEqual([
    'seen: the way there works and the way back does not: 6 of the probes of this process to 172.18.0.4:31234 arrived at shop/web-a (from 172.18.0.4), and their answers did not come',
  ]);
});

test('a node that does not masquerade has pods answer past it', () => {
  expect(says(wayBack, { observations, tracked: [waiting()] })).toEqual([
    "seen: node node-3 sent 4 connections to 172.18.0.4:31234 on to 10.42.0.5 with the client's own address, and no answer passed it",
    "likely: the address that replies is not 172.18.0.4, which was dialled, but 10.42.0.5: node node-3 does not put its own address in the client's place (masquerade), so that answers pass it by",
  ]);
});

test.each([
  ['masqueraded', { answersTo: '172.18.0.4' }],
  ['answered', { unanswered: false }],
  ['not sent on', { answersFrom: '172.18.0.4' }],
  ['to another port', { port: 22 }],
  ['to nobody that a slice lists', { answersFrom: '10.42.7.7' }],
])('connections that are %s say nothing', (_, stated) => {
  expect(says(wayBack, { observations, tracked: [waiting(stated)] })).toEqual([]);
});

test('a pod on the node itself may answer the client, and so may all where the policy keeps its address', () => {
  const own = sampleFacts().endpoints.map((each) => ({ ...each, node: 'node-3' }));
  expect(says(wayBack, { observations, tracked: [waiting()], endpoints: own })).toEqual([]);
  const services = sampleFacts().services.map((each) => ({ ...each, externalTrafficPolicy: 'Local' }));
  expect(says(wayBack, { observations, tracked: [waiting()], services })).toEqual([]);
});

test('what arrives where nobody has to be reached is another matter', () => {
  const arrived = [{ backend: 'shop/web-a', from: '172.18.0.1', count: 1 }];
  expect(says(wayBack, { observations: [observation({ kind: 'silence', arrived })] })).toEqual([]);
  expect(says(wayBack, { observations })).toEqual([]);
});
