import { expect, test } from '@jest/globals';
import type { V1EndpointSlice, V1Pod } from '@kubernetes/client-node';
import { BACKENDS } from '../scripted-client.ts';
import { endpointFacts, endpointsText, nodeFacts, podFacts, serviceFacts } from './object-facts.ts';
import type { Objects } from './objects.ts';

const slice = {
  metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
  ports: [{ name: 'http', port: 8080 }],
  endpoints: [
    { addresses: ['10.42.0.5'], nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'shop', name: 'a' } },
    { addresses: ['198.18.0.1'], conditions: { ready: false } },
  ],
} as unknown as V1EndpointSlice;

const pod = (name: string, podIP: string, ready: string) =>
  ({
    metadata: { namespace: 'shop', name },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running', podIP, conditions: [{ type: 'Ready', status: ready }] },
  }) as unknown as V1Pod;

const objects = (stated: Partial<Objects> = {}): Objects => ({
  ...{ services: [], slices: [slice], pods: [], nodes: [], events: [], gone: [] },
  ...stated,
});

test('endpoints stand beside what their pods say of themselves', () => {
  const endpoints = endpointFacts([slice]);
  const all = objects({ pods: [pod('a', '10.42.0.6', 'False')], gone: ['Pod shop/b'] });
  const pods = podFacts(BACKENDS, endpoints, all);
  expect(endpointsText(endpoints, pods)).toBe(
    `shop/web  slice web-x: 10.42.0.5 http 8080/TCP: ready, serving, not terminating on node node-1
    pod shop/a: not Ready (Running), at 10.42.0.6 on node node-1; it was at 10.42.0.5
shop/web  slice web-x: 198.18.0.1 http 8080/TCP: not ready, not serving, not terminating
    written by hand: no pod
in no EndpointSlice:
    pod shop/b: is not there; it was at 10.42.1.5
`,
  );
  expect(endpointsText([], [])).toBe('no endpoints\n');
});

test('a pod that was not read is neither there nor gone', () => {
  expect(podFacts(BACKENDS, [], objects())).toEqual([]);
});

test('a Service that is gone says so, one that is there what it promises', () => {
  const service = {
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      type: 'NodePort',
      clusterIPs: ['10.43.0.7'],
      ports: [{ port: 80, nodePort: 31_234 }],
      trafficDistribution: 'PreferClose',
    },
  };
  expect(serviceFacts(['shop/web', 'shop/gone'], objects({ services: [service] }))).toMatchObject([
    {
      ...{
        name: 'shop/web',
        exists: true,
        clusterIPs: ['10.43.0.7'],
        externalTrafficPolicy: 'Cluster',
        prefersNear: true,
        sessionAffinity: 'None',
      },
      ports: [{ name: '', protocol: 'TCP', port: 80, nodePort: 31_234 }],
    },
    { name: 'shop/gone', exists: false, clusterIPs: [], ports: [] },
  ]);
});

test('nodes are Ready, not Ready, or not known', () => {
  const nodes = ['node-1', 'node-2'].map((name) => ({ name, internalIPs: ['172.18.0.2'] }));
  const read = [{ metadata: { name: 'node-1' }, status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }];
  expect(nodeFacts(nodes, read).map(({ ready }) => ready)).toEqual([false, null]);
});
