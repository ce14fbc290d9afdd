import { expect, test } from '@jest/globals';
import type { V1EndpointSlice, V1Pod, V1Service } from '@kubernetes/client-node';
import { endpoint } from '../../report/diagnosis/sample-facts.ts';
import { BACKENDS } from '../scripted-client.ts';
import { endpointFacts, nodeFacts, podFacts, serviceFacts } from './object-facts.ts';
import type { Objects } from './objects.ts';

const objects = (stated: Partial<Objects> = {}): Objects => ({
  ...{ services: [], slices: [], pods: [], nodes: [], events: [], gone: [] },
  ...stated,
});

test('nodes are Ready, not Ready, or not known', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, internalIPs: ['172.18.0.2', 'fd00:18::2'] }));
  const ready = (status: string) => ({
    conditions: [
      { type: 'DiskPressure', status: 'False' },
      { type: 'Ready', status },
    ],
  });
  const read = [
    { metadata: { name: 'a' }, status: ready('Unknown') },
    { metadata: { name: 'b' }, status: ready('True') },
    { metadata: { name: 'd' } },
    { metadata: { name: 'e' }, status: {} },
    { metadata: { name: 'f' }, status: { conditions: [{ type: 'DiskPressure', status: 'True' }] } },
  ];
  expect(nodeFacts(nodes, read)).toEqual(
    [false, true, null, null, null, null].map((each, index) => ({ ...nodes[index], ready: each })),
  );
});

const web = (spec: V1Service['spec'], annotations?: Record<string, string>): V1Service => ({
  metadata: { namespace: 'shop', name: 'web', ...(annotations && { annotations }) },
  ...(spec && { spec }),
});
const PLAIN = {
  ...{ name: 'shop/web', exists: true, type: '', clusterIPs: [], ports: [] },
  ...{ externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster', sessionAffinity: 'None' },
  ...{ publishNotReadyAddresses: false, prefersNear: false },
};

test('a Service that is gone says so, one that is there what it promises', () => {
  const other = { ...web({ type: 'ExternalName' }), metadata: { namespace: 'other', name: 'web' } };
  const full = web({
    ...{ type: 'NodePort', clusterIPs: ['10.43.0.7', 'fd00:43::7'] },
    ports: [
      { port: 80, nodePort: 31_234 },
      { name: 'dns', protocol: 'UDP', port: 53 },
    ],
    ...{ externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' },
    ...{ publishNotReadyAddresses: true, trafficDistribution: 'PreferClose' },
  });
  expect(serviceFacts(['shop/web', 'shop/gone'], objects({ services: [other, full] }))).toEqual([
    {
      ...{ name: 'shop/web', exists: true, type: 'NodePort', clusterIPs: ['10.43.0.7', 'fd00:43::7'] },
      ports: [
        { name: '', protocol: 'TCP', port: 80, nodePort: 31_234 },
        { name: 'dns', protocol: 'UDP', port: 53, nodePort: null },
      ],
      ...{ externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' },
      ...{ publishNotReadyAddresses: true, prefersNear: true },
    },
    { ...PLAIN, name: 'shop/gone', exists: false, sessionAffinity: '' },
  ]);
});

test('a Service that leaves things unsaid has what the API takes for them', () => {
  const factsOf = (service: V1Service) => serviceFacts(['shop/web'], objects({ services: [service] }));
  expect(factsOf(web({}))).toEqual([PLAIN]);
  expect(factsOf(web({ clusterIPs: ['None'] }))).toEqual([PLAIN]);
  expect(factsOf(web({ clusterIP: '10.43.0.7' }))).toEqual([{ ...PLAIN, clusterIPs: ['10.43.0.7'] }]);
  expect(factsOf(web({}, { team: 'shop' }))).toEqual([PLAIN]);
  expect(factsOf(web(undefined))).toEqual([{ ...PLAIN, sessionAffinity: '' }]);
});

test.each([
  ['topology-mode', 'Auto', true],
  ['topology-aware-hints', 'auto', true],
  ['topology-mode', 'Disabled', false],
  ['topology-aware-hints', 'disabled', false],
  ['topology-mode', '', false],
])('a Service whose %s is %j: does it prefer what is near? %s', (annotation, value, prefersNear) => {
  const service = web({}, { [`service.kubernetes.io/${annotation}`]: value });
  expect(serviceFacts(['shop/web'], objects({ services: [service] }))).toEqual([{ ...PLAIN, prefersNear }]);
});

test('an endpoint is what its slice says, and what it leaves unsaid is what the API takes for it', () => {
  const metadata = { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } };
  const slices: V1EndpointSlice[] = [
    {
      ...{ metadata, addressType: 'IPv4', ports: [{ name: 'http', port: 8080 }, { port: 53, protocol: 'UDP' }, {}] },
      endpoints: [
        { addresses: ['10.42.0.5'], nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'shop', name: 'a' } },
        { addresses: ['198.18.0.1', '198.18.0.2'], conditions: { ready: false } },
      ],
    },
    {
      ...{ metadata: { ...metadata, name: 'web-y' }, addressType: 'IPv6' },
      endpoints: [{ addresses: ['fd00:42::5'], conditions: { ready: false, serving: true, terminating: true } }],
    },
    { metadata, addressType: 'IPv4', endpoints: null as unknown as [] },
  ];
  const first = {
    ...{
      service: 'shop/web',
      slice: 'web-x',
      address: '10.42.0.5',
      ports: ['http 8080/TCP', '53/UDP', 'any port/TCP'],
    },
    ...{ ready: true, serving: true, terminating: false, node: 'node-1', pod: 'shop/a' },
  };
  const byHand = { ...first, ready: false, serving: false, node: null, pod: null };
  expect(endpointFacts(slices)).toEqual([
    first,
    { ...byHand, address: '198.18.0.1' },
    { ...byHand, address: '198.18.0.2' },
    { ...byHand, slice: 'web-y', address: 'fd00:42::5', ports: [], serving: true, terminating: true },
  ]);
});

const pod = (name: string, podIP: string, ready: string) => ({
  metadata: { namespace: 'shop', name },
  spec: { nodeName: 'node-1', containers: [] },
  status: { phase: 'Running', podIP, conditions: [{ type: 'Ready', status: ready }] },
});

test('pods are those that had to answer and those behind endpoints, each as it says of itself', () => {
  const ending = pod('ending', '10.42.0.8', 'True');
  const pods: V1Pod[] = [
    ...[
      pod('a', '10.42.0.6', 'False'),
      pod('web-a', '10.42.0.7', 'True'),
      { metadata: { namespace: 'shop', name: 'new' } },
    ],
    { ...ending, metadata: { ...ending.metadata, deletionTimestamp: new Date(0) } },
  ];
  const behind = ['shop/ending', 'shop/new', null, 'shop/unread'].map((name) => endpoint(0, { pod: name }));
  const gone = ['Pod shop/b', 'Service shop/web'];
  const there = { exists: true, ready: false, deleting: false, node: 'node-1', knownAs: null };
  expect(podFacts(BACKENDS, [endpoint(0), ...behind], objects({ pods, gone }))).toEqual([
    { ...there, name: 'shop/a', address: '10.42.0.6', knownAs: '10.42.0.5', problem: 'Running' },
    {
      ...{ name: 'shop/b', exists: false, ready: false, deleting: false, node: null, address: null },
      ...{ knownAs: '10.42.1.5', problem: '' },
    },
    { ...there, name: 'shop/web-a', ready: true, address: '10.42.0.7', problem: '' },
    { ...there, name: 'shop/ending', deleting: true, address: '10.42.0.8', problem: 'is being deleted' },
    { ...there, name: 'shop/new', node: null, address: null, problem: 'no phase yet' },
  ]);
});

test('a pod that was not read is neither there nor gone', () => {
  expect(podFacts(BACKENDS, [], objects())).toEqual([]);
});
