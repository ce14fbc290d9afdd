import { expect, test } from '@jest/globals';
import { doorsOf, isPlain, readyOnes } from './door.ts';

const service = {
  metadata: { name: 'web', namespace: 'ns' },
  spec: {
    ...{ clusterIP: '10.43.0.5', sessionAffinity: 'ClientIP', externalTrafficPolicy: 'Local' },
    ports: [
      { name: 'a', port: 80, nodePort: 30_080 },
      { name: 'b', port: 53, protocol: 'UDP' },
    ],
  },
};
const headless = { metadata: { name: 'none', namespace: 'ns' }, spec: { clusterIP: 'None', ports: [{ port: 80 }] } };
const slice = {
  addressType: 'IPv4',
  metadata: { name: 'web-1', namespace: 'ns', labels: { 'kubernetes.io/service-name': 'web' } },
  ports: [{ name: 'a', port: 8080 }],
  endpoints: [
    { addresses: ['10.42.0.1'], nodeName: 'n1' },
    { addresses: ['10.42.0.2'], nodeName: 'n2', conditions: { ready: false, serving: true, terminating: true } },
  ],
};

test('a door for each port of each Service that has an address, with what the slices list for that port', () => {
  const [a, b, ...others] = doorsOf([headless, service], [slice]);
  expect(others).toEqual([]);
  expect(a).toMatchObject({
    service: 'ns/web',
    port: 80,
    nodePort: 30_080,
    protocol: 'tcp',
    nth: 0,
    affinitySeconds: 10_800,
  });
  expect(a?.endpoints).toMatchObject([
    { address: '10.42.0.1', port: 8080, node: 'n1', ready: true, isSaid: false, serving: true, terminating: false },
    { address: '10.42.0.2', port: 8080, node: 'n2', ready: false, isSaid: true, serving: true, terminating: true },
  ]);
  expect(b).toMatchObject({ port: 53, protocol: 'udp', nodePort: undefined, endpoints: [] });
  expect(readyOnes(a ?? { endpoints: [] })).toHaveLength(1);
});

test('a door is plain where neither policy nor affinity nor preference decides', () => {
  const plain = { ...service, spec: { clusterIP: '10.43.0.6', ports: [{ port: 80 }] } };
  expect(doorsOf([plain], []).map(isPlain)).toEqual([true]);
  expect(doorsOf([service], []).map(isPlain)).toEqual([false, false]);
});
