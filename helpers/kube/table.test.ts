import { expect, test } from '@jest/globals';
import { json, localApi } from './local-api.ts';
import { kubectlGet } from './table.ts';

const TABLE = {
  kind: 'Table',
  columnDefinitions: [
    { name: 'Name', priority: 0 },
    { name: 'Restarts', priority: 0 },
    { name: 'Nominated Node', priority: 1 },
  ],
  rows: [{ cells: ['web', 0, '<none>'] }, { cells: ['db', 2, null] }],
};

test('asks for the server’s own table and shows what kubectl shows', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, TABLE) });
  expect(await kubectlGet(api.kube, 'pods', { namespace: 'a', labelSelector: 'app=web' })).toEqual({
    title: 'kubectl get pods -n a -l app=web',
    columns: ['NAME', 'RESTARTS'],
    rows: [
      ['web', '0'],
      ['db', '2'],
    ],
  });
  expect(api.seen[0]).toMatchObject({
    path: '/api/v1/namespaces/a/pods',
    query: { includeObject: 'None', labelSelector: 'app=web' },
    headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' },
  });
});

test('wide, of the whole cluster', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, TABLE) });
  expect(await kubectlGet(api.kube, 'nodes', { wide: true })).toEqual({
    title: 'kubectl get nodes -o wide',
    columns: ['NAME', 'RESTARTS', 'NOMINATED NODE'],
    rows: [
      ['web', '0', '<none>'],
      ['db', '2', '<none>'],
    ],
  });
  expect(api.seen[0]?.path).toBe('/api/v1/nodes');
});
