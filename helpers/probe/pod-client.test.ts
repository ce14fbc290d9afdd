import { expect, test } from '@jest/globals';
import { localApi } from '../kube/local-api.ts';
import { podClient } from './pod-client.ts';

const POD = {
  ...{ namespace: 'suite', name: 'client-1', container: 'client', node: 'node-1', address: '10.42.0.9' },
  hostNetwork: false,
};
const TARGET = { kind: 'ClusterIP', host: '10.43.0.7', port: 80 } as const;

test('a pod is named as itself, one in its node’s network as the node, and each says how to ask from it by hand', async () => {
  await using api = await localApi({ answer: () => {} });
  const pod = podClient(api.kube, POD, 'n1');
  const node = podClient(api.kube, { ...POD, hostNetwork: true, address: '172.18.0.2' }, 'n1');
  expect(pod).toMatchObject({ kind: 'pod', name: 'pod suite/client-1', node: 'node-1', address: '10.42.0.9' });
  expect(node).toMatchObject({ kind: 'node', name: 'node node-1', node: 'node-1', address: '172.18.0.2' });
  expect(pod.repeat(TARGET)).toBe(
    "kubectl -n suite exec client-1 -c client -- curl -qsvg --noproxy '*' --max-time 3 'http://10.43.0.7:80/'",
  );
  expect(node.repeat(TARGET)).toBe(pod.repeat(TARGET));
});
