import { expect, test } from '@jest/globals';
import type { V1Service } from '@kubernetes/client-node';
import { clusterIP, clusterIPs, dnsName, nodePorts, podIP, portOf } from './targets.ts';

const SERVICE: V1Service = {
  metadata: { namespace: 'shop', name: 'web' },
  spec: {
    clusterIP: '10.43.0.7',
    clusterIPs: ['10.43.0.7', 'fd00:43::7'],
    ipFamilies: ['IPv4'],
    ports: [
      { name: 'http', port: 8123, nodePort: 30_080, protocol: 'TCP' },
      { name: 'dns', port: 53, nodePort: 30_053, protocol: 'UDP' },
    ],
  },
};

const NODES = [
  { name: 'node-1', internalIPs: ['172.18.0.2', 'fd00::2'] },
  { name: 'node-2', internalIPs: ['172.18.0.3', 'fd00::3'] },
];

test('a port is the first, or that of a name or a number', () => {
  expect(portOf(SERVICE).port).toBe(8123);
  expect(portOf(SERVICE, 'dns').port).toBe(53);
  expect(portOf(SERVICE, 53).name).toBe('dns');
  expect(() => portOf(SERVICE, 54)).toThrow(new Error('Service shop/web has no port 54'));
});

test('a target says over what it is asked, where that is not TCP', () => {
  expect(clusterIP(SERVICE)).toEqual({ kind: 'ClusterIP', host: '10.43.0.7', port: 8123, service: 'shop/web' });
  expect(clusterIP(SERVICE, 'dns')).toMatchObject({ port: 53, protocol: 'UDP' });
  expect(clusterIPs(SERVICE).map(({ host }) => host)).toEqual(['10.43.0.7', 'fd00:43::7']);
  expect(dnsName(SERVICE)).toMatchObject({ kind: 'DNS name', host: 'web', port: 8123 });
  const pod = { name: 'shop/a', address: '10.42.0.5', node: 'node-1' };
  expect(podIP(pod)).toEqual({ kind: 'pod IP', host: '10.42.0.5', port: 8080, node: 'node-1' });
});

test("a nodePort is asked at every node, at addresses of the Service's families only", () => {
  expect(nodePorts({ nodes: NODES }, SERVICE).map(({ host, port, node }) => `${host}:${port} ${node}`)).toEqual([
    '172.18.0.2:30080 node-1',
    '172.18.0.3:30080 node-2',
  ]);
  expect(nodePorts({ nodes: NODES }, SERVICE, 'dns')[0]).toMatchObject({ port: 30_053, protocol: 'UDP' });
  const plain = { ...SERVICE, spec: { ...SERVICE.spec, ports: [{ port: 80 }] } };
  expect(() => nodePorts({ nodes: NODES }, plain)).toThrow(new Error('Service shop/web has no nodePort'));
});
