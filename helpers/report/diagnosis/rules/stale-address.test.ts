import { expect, test } from '@jest/globals';
import { endpoint, NODES, pod, rulesOf, sampleFacts } from '../sample-facts.ts';
import { says } from '../says.ts';
import { staleAddress } from './stale-address.ts';

const OLD = [{ address: '10.42.0.5:8080' }, { address: '10.42.1.9:8080' }];
const withThird = NODES.map((node) => rulesOf(node, node === 'node-3' ? OLD : undefined));

test('names node and address, and the pod that had it', () => {
  const pods = [pod(0), pod(1, { knownAs: '10.42.1.9' })];
  expect(says(staleAddress, { rules: withThird, pods })).toEqual([
    'seen: node node-3 still sends connections for shop/web to 10.42.1.9:8080, which no EndpointSlice of it lists: pod shop/web-b had it and is now at 10.42.1.5',
  ]);
  const gone = [pod(0), pod(1, { knownAs: '10.42.1.9', exists: false, ready: false, address: null })];
  expect(says(staleAddress, { rules: withThird, pods: gone })).toEqual([
    'seen: node node-3 still sends connections for shop/web to 10.42.1.9:8080, which no EndpointSlice of it lists: pod shop/web-b had that address and is gone',
  ]);
});

test('a Service that is gone has no endpoints that it could be told by', () => {
  const services = sampleFacts().services.map((each) => ({ ...each, exists: false }));
  expect(says(staleAddress, { rules: withThird, services })).toEqual([]);
});

test('nodes that share it are one line', () => {
  expect(says(staleAddress, { rules: NODES.map((node) => rulesOf(node, OLD)) })).toEqual([
    'seen: nodes node-1, node-2 and node-3 still send connections for shop/web to 10.42.1.9:8080, which no EndpointSlice of it lists',
  ]);
});

test('an endpoint that is listed as not ready is to be left out too', () => {
  const unready = [endpoint(0), endpoint(1, { ready: false, serving: false })];
  const rules = [rulesOf('node-1', [{ address: '10.42.0.5:8080' }]), rulesOf('node-3')];
  expect(says(staleAddress, { rules, endpoints: unready, endpointsBefore: unready })).toEqual([
    'seen: node node-3 still sends connections for shop/web to 10.42.1.5:8080, which the EndpointSlices list as neither ready nor serving: it is pod shop/web-b',
  ]);
  expect(says(staleAddress, { rules, endpoints: unready })).toEqual([]);
});

test('an address that was listed before the rules were read is not old', () => {
  const endpointsBefore = [endpoint(1, { address: '10.42.1.9' })];
  expect(says(staleAddress, { rules: withThird, endpointsBefore })).toEqual([]);
  expect(says(staleAddress, {})).toEqual([]);
});
