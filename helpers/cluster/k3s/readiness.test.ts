import { expect, test } from '@jest/globals';
import type { V1Node } from '@kubernetes/client-node';
import { dnsState, NodeNotReady, readyNode } from './readiness.ts';

const node = (status: V1Node['status'], taints: string[] = []): V1Node => ({
  ...(status && { status }),
  spec: { taints: taints.map((key) => ({ key, effect: 'NoSchedule' })) },
});
const condition = (status: string, message?: string) => ({ type: 'Ready', status, ...(message && { message }) });
const addresses = [
  { type: 'Hostname', address: 'a' },
  { type: 'InternalIP', address: '172.18.0.2' },
  { type: 'InternalIP', address: 'fd00::2' },
];

test('a Ready node with its InternalIPs in order', () => {
  const ready = node({ conditions: [condition('True')], addresses }, ['node.kubernetes.io/out-of-service']);
  expect(readyNode('a', ready)).toEqual({ name: 'a', internalIPs: ['172.18.0.2', 'fd00::2'] });
});

test.each([
  ['not there', undefined, 'a: has not joined'],
  ['without a status', node(undefined), 'a: is not Ready: no condition yet'],
  [
    'NotReady',
    node({ conditions: [condition('False', 'cni plugin not initialized')], addresses }),
    'a: is not Ready: cni plugin not initialized',
  ],
  [
    'unknown',
    node({ conditions: [condition('Unknown', 'Kubelet stopped posting node status.')] }),
    'a: is not Ready: Kubelet stopped posting node status.',
  ],
  [
    'not known to the cloud controller yet',
    node({ conditions: [condition('True')], addresses }, ['node.cloudprovider.kubernetes.io/uninitialized']),
    'a: has the taint node.cloudprovider.kubernetes.io/uninitialized',
  ],
  [
    'without an address',
    node({ conditions: [condition('True')], addresses: addresses.slice(0, 1) }),
    'a: has no InternalIP',
  ],
])('a node that is %s', (_, value, message) => {
  expect(() => readyNode('a', value)).toThrow(new NodeNotReady('a', message.slice(3)));
});

test('why kube-dns has no endpoints', () => {
  expect(dnsState([])).toBe('kube-dns has no pods: is CoreDNS disabled?');
  const waiting = { ready: false, name: 'coredns', image: '', imageID: '', restartCount: 0 };
  const state = dnsState([
    {
      metadata: { name: 'coredns-1' },
      spec: { nodeName: 'a', containers: [] },
      status: {
        phase: 'Pending',
        containerStatuses: [{ ...waiting, state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } } }],
      },
    },
    { metadata: { name: 'coredns-2' }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } },
  ]);
  expect(state).toBe(
    'kube-dns has no ready endpoints; pod coredns-1 on node a: ImagePullBackOff: Back-off; pod coredns-2: Ready',
  );
});
