import { expect, test } from '@jest/globals';
import { localReference } from '../cluster/reference/reference-fixture.ts';
import { createNamespace, deleteNamespace } from '../kube/namespace.ts';
import { apiObjects } from './api-objects.ts';

test('what is created is seen, and no more once its namespace is being deleted', async () => {
  await using reference = await localReference();
  const { kube } = reference;
  const before = await apiObjects(kube);
  expect(before).toContain('services default/kubernetes');
  await createNamespace(kube, 'own', {});
  const body = { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };
  await kube.core.createNamespacedService({ namespace: 'own', body });
  const made = (await apiObjects(kube)).filter((line) => !before.includes(line));
  expect(made).toEqual(['namespaces own', 'services own/web']);
  await deleteNamespace(kube, 'own');
  expect(await apiObjects(kube)).toEqual(before);
});
