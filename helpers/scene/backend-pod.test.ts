import { expect, test } from '@jest/globals';
import { backendPod } from './backend-pod.ts';

test('a pod is the manifest with its own name, labels and image', async () => {
  const pod = await backendPod({ name: 'a', labels: { app: 'x' } }, 'shop', 'nginx:1');
  expect(pod.metadata).toEqual({ name: 'a', namespace: 'shop', labels: { app: 'x' } });
  expect(pod.spec?.affinity).toBeUndefined();
  expect(pod.spec?.terminationGracePeriodSeconds).toBe(1);
  expect(pod.spec?.containers).toEqual([
    expect.objectContaining({
      image: 'nginx:1',
      env: expect.arrayContaining([{ name: 'STARTS', value: 'ready' }]),
    }),
  ]);
  expect(pod.spec?.containers[0]?.lifecycle).toBeUndefined();
});

test('node, readiness, ports and a slow death are as asked for', async () => {
  const ports = [{ name: 'web', containerPort: 9001 }];
  const slow = { graceSeconds: 20, preStopSeconds: 15 };
  const pod = await backendPod(
    { name: 'a', labels: {}, node: 'node-1', ready: false, ports, ...slow },
    'shop',
    'nginx',
  );
  const terms = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  expect(terms).toEqual([{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }]);
  expect(pod.spec?.terminationGracePeriodSeconds).toBe(20);
  expect(pod.spec?.containers[0]).toMatchObject({
    ports,
    env: expect.arrayContaining([{ name: 'STARTS', value: 'unready' }]),
    lifecycle: { preStop: { exec: { command: ['sleep', '15'] } } },
  });
});
