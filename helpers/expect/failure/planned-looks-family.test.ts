import { expect, test } from '@jest/globals';
import { SERVICE, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { scriptedSubject } from '../scripted-client.ts';
import { sampleAsked } from './sample-asked.ts';
import { CLUSTER_IP, clientOn, plannedOnNode1 } from './sample-looks.ts';

const nodes = [
  { name: 'node-1', internalIPs: ['172.18.0.2', '172.18.0.12', 'fd00:18::2', 'fd00:18::12'], ready: true },
];
const { services, endpoints } = sampleFacts();
const client = clientOn('node-1');

test('over IPv6 the pods are asked at their IPv6 addresses, which only the EndpointSlices tell', () => {
  const dual = services.map((each) => ({ ...each, clusterIPs: [...each.clusterIPs, 'fd00:43::7'] }));
  const { backends } = scriptedSubject();
  const [first] = endpoints.map((each) => ({ ...each, address: 'fd00:42:0::5', pod: backends[0]?.name ?? '' }));
  const stated = { nodes, services: dual, endpoints: first ? [...endpoints, first] : [] };
  const target = { kind: 'ClusterIP', host: 'fd00:43::7', port: 80, service: SERVICE } as const;
  expect(plannedOnNode1(sampleAsked({ client, target }), stated)).toEqual([
    ...Array(3).fill('pod on node-1 -> ClusterIP fd00:43::7:80'),
    'pod on node-1 -> nodePort fd00:18::2:31234',
    'pod on node-1 -> pod IP fd00:42:0::5:80',
    // One of which no slice tells another address is asked at the one that it is known by.
    'pod on node-1 -> pod IP 10.42.1.5:80',
  ]);
});

test('over IPv4 every node is asked at one address', () => {
  const looks = plannedOnNode1(sampleAsked({ client, target: CLUSTER_IP }), { nodes });
  expect(looks.filter((line) => line.includes('nodePort'))).toEqual(['pod on node-1 -> nodePort 172.18.0.2:31234']);
});

test('for a name it is the family of the first ClusterIP', () => {
  const sixFirst = services.map((each) => ({ ...each, clusterIPs: ['fd00:43::7', ...each.clusterIPs] }));
  const target = { ...CLUSTER_IP, kind: 'DNS name', host: 'web.shop' } as const;
  expect(plannedOnNode1(sampleAsked({ client, target }), { nodes, services: sixFirst })).toEqual([
    'pod on node-1 -> DNS name web.shop:80',
    'pod on node-1 -> ClusterIP fd00:43::7:80',
    'pod on node-1 -> ClusterIP fd00:43::7:80',
    'pod on node-1 -> nodePort fd00:18::2:31234',
    'pod on node-1 -> pod IP 10.42.0.5:80',
    'pod on node-1 -> pod IP 10.42.1.5:80',
  ]);
});

test('for a name a pod that is known by an IPv6 address is asked at that', () => {
  const backends = [{ name: 'shop/a', address: 'fd00:42:0::5', node: 'node-1' }];
  const listed = endpoints.map((each) => ({ ...each, pod: 'shop/a' }));
  const target = { ...CLUSTER_IP, kind: 'DNS name', host: 'web.shop' } as const;
  const failed = { ...sampleAsked({ client, target }), of: scriptedSubject({ backends }) };
  expect(plannedOnNode1(failed, { endpoints: listed }).at(-1)).toBe('pod on node-1 -> pod IP fd00:42:0::5:80');
});
