import { expect, test } from '@jest/globals';
import { endpoint, pod, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { readinessDisagrees } from './readiness-disagrees.ts';

test.each([
  [
    'ready',
    {},
    { ready: false, problem: 'Readiness probe failed' },
    'as ready, and the pod is not Ready (Readiness probe failed)',
  ],
  ['not ready', { ready: false }, {}, 'as not ready, and the pod is Ready'],
  ['elsewhere', {}, { address: '10.42.1.9' }, 'at 10.42.1.5, and the pod is at 10.42.1.9'],
  ['gone', {}, { exists: false, ready: false, address: null }, 'at 10.42.1.5, and there is no such pod'],
] as const)('a pod that is listed as %s and is not', (_, listed, real, words) => {
  const facts = { endpoints: [endpoint(0), endpoint(1, listed)], pods: [pod(0), pod(1, real)] };
  expect(says(readinessDisagrees, facts)).toEqual([`seen: EndpointSlice web-x7k2 lists pod shop/web-b ${words}`]);
});

test('where both agree, where the Service wants unready ones, and on the way out nothing is said', () => {
  expect(says(readinessDisagrees, {})).toEqual([]);
  const unready = [pod(0), pod(1, { ready: false })];
  const services = sampleFacts().services.map((each) => ({ ...each, publishNotReadyAddresses: true }));
  expect(says(readinessDisagrees, { pods: unready, services })).toEqual([]);
  expect(says(readinessDisagrees, { pods: [pod(0), pod(1, { ready: false, deleting: true })] })).toEqual([]);
  expect(says(readinessDisagrees, { endpoints: [endpoint(1, { ready: false, terminating: true })] })).toEqual([]);
});

test('what changed while it was gathered, and a pod that was not read, say nothing', () => {
  const pods = [pod(0), pod(1, { ready: false })];
  expect(says(readinessDisagrees, { pods, endpointsBefore: [] })).toEqual([]);
  expect(says(readinessDisagrees, { pods: [] })).toEqual([]);
});
