import { expect, test } from '@jest/globals';
import { CLUSTER_IP } from '../scripted-client.ts';
import { backendsConcerned, clientsConcerned, isWrong, servicesConcerned, wrongOf } from './concerned.ts';
import { sampleAsked } from './sample-asked.ts';

const fine = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null });
const unjudged = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null, holds: null });

test('wrong is what was judged so, and what nobody judged but did not come as expected', () => {
  expect([fine, unjudged, sampleAsked(), sampleAsked({ evidence: null, holds: false })].map(isWrong)).toEqual([
    ...[false, false, true, true],
  ]);
  const broken = sampleAsked({ results: [{ outcome: 'broken' }], evidence: null, holds: null });
  expect(isWrong(broken)).toBe(true);
});

test('where nothing is wrong, it is about what was not judged', () => {
  const wrong = sampleAsked();
  expect(wrongOf([fine, wrong, unjudged])).toEqual([wrong]);
  expect(wrongOf([fine, unjudged])).toEqual([unjudged]);
});

test('Services come from the probes, and from what was read of them', () => {
  const cell = { ...fine.observation.cell, holds: false, target: 'EndpointSlices of shop/other' };
  const fields = [{ kind: 'fields' as const, requirement: 'SAMPLE-7', cell, object: {}, wrong: [] }];
  expect(servicesConcerned([sampleAsked(), sampleAsked({ target: CLUSTER_IP })], fields)).toEqual([
    'shop/web',
    'shop/other',
  ]);
});

test('a target is known by its Service too', () => {
  const target = 'shares: pod clients/a on node node-1 (10.42.0.9) -> ClusterIP 10.43.0.7:8123 of shop/five';
  const cell = { ...fine.observation.cell, holds: false, target };
  const fields = [{ kind: 'fields' as const, requirement: 'SAMPLE-7', cell, object: {}, wrong: [] }];
  expect(servicesConcerned([], fields)).toEqual(['shop/five']);
});

test('pods are those that had to answer, and those that asked', () => {
  expect(backendsConcerned([sampleAsked(), sampleAsked()]).map(({ name }) => name)).toEqual(['shop/a', 'shop/b']);
  const clients = [true, false].map((hostNetwork) => ({
    ...{ namespace: 'suite', name: `client-${hostNetwork}`, container: 'client', node: 'node-1', address: '10.42.0.9' },
    hostNetwork,
  }));
  expect(clientsConcerned([sampleAsked()], clients).map(({ name }) => name)).toEqual(['client-false']);
});
