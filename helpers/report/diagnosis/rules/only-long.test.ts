import { expect, test } from '@jest/globals';
import { LONG_ANSWERS, type TargetFacts } from '../../failure-facts.ts';
import { clusterIP, look, lost, podOn, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { onlyLong } from './only-long.ts';

const long: TargetFacts = { ...clusterIP(), port: 81 };
const services = sampleFacts().services.map((service) => ({
  ...service,
  ports: [...service.ports, { name: LONG_ANSWERS, protocol: 'TCP', port: 81, nodePort: null }],
}));

test('short answers come, long ones do not', () => {
  const looks = [look(podOn('node-1'), clusterIP()), lost(podOn('node-1'), long), look(podOn('node-1'), long)];
  const fine = [look(podOn('node-2'), clusterIP()), look(podOn('node-2'), long)];
  expect(says(onlyLong, { services, looks: [...looks, ...fine] })).toEqual([
    'seen: from pod clients/node-1 on node node-1 only long answers do not come: 1 of 2 probes answered at length, 1 of 1 probe in short',
    'likely: long packets are lost on the way, and nobody is told: an MTU that is larger than the network carries',
  ]);
});

test('where short ones fail too, or were not asked for, nothing is said', () => {
  const both = [lost(podOn('node-1'), clusterIP()), lost(podOn('node-1'), long)];
  expect(says(onlyLong, { services, looks: both })).toEqual([]);
  expect(says(onlyLong, { services, looks: [lost(podOn('node-1'), long)] })).toEqual([]);
});

test('a Service without such a port has no long answers', () => {
  expect(says(onlyLong, { looks: [look(podOn('node-1'), clusterIP()), lost(podOn('node-1'), long)] })).toEqual([]);
});
