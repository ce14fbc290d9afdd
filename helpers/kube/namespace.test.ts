import { expect, test } from '@jest/globals';
import { failure, json, localApi } from './local-api.ts';
import { createNamespace, namespaceGone, namespacesByLabel } from './namespace.ts';

/** A namespace whose default ServiceAccount comes at the second look, and which goes at the second look. */
function cluster(serviceAccount: 'comes' | 'is forbidden' = 'comes') {
  let accountLooks = 0;
  let deleted = false;
  let goneLooks = 0;
  return localApi({
    answer({ method, path, body }, response) {
      if (method === 'POST') return json(response, 201, JSON.parse(body));
      if (method === 'DELETE') {
        deleted = true;
        return json(response, 200, {});
      }
      if (path.endsWith('/serviceaccounts/default')) {
        accountLooks += 1;
        if (serviceAccount === 'is forbidden') return failure(response, 403, 'Forbidden', 'not you');
        if (accountLooks > 1) return json(response, 200, {});
      }
      if (path === '/api/v1/namespaces/a' && deleted) {
        goneLooks += 1;
        if (goneLooks < 2) return json(response, 200, { metadata: { name: 'a' }, status: { phase: 'Terminating' } });
      }
      return failure(response, 404, 'NotFound', 'not found');
    },
  });
}

const calls = ({ seen }: Awaited<ReturnType<typeof cluster>>) => seen.map(({ method, path }) => `${method} ${path}`);

test('is created with its labels, takes pods, and is deleted and gone in the end', async () => {
  await using api = await cluster();
  {
    await using namespace = await createNamespace(api.kube, 'a', { run: '1' });
    expect(namespace.name).toBe('a');
    expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({ metadata: { name: 'a', labels: { run: '1' } } });
  }
  expect(calls(api)).toEqual([
    'POST /api/v1/namespaces',
    'GET /api/v1/namespaces/a/serviceaccounts/default',
    'GET /api/v1/namespaces/a/serviceaccounts/default',
    'DELETE /api/v1/namespaces/a',
    'GET /api/v1/namespaces/a',
    'GET /api/v1/namespaces/a',
  ]);
});

test('one that does not come up is deleted', async () => {
  await using api = await cluster('is forbidden');
  await expect(createNamespace(api.kube, 'a', {})).rejects.toMatchObject({
    message: 'get serviceaccounts a/default: 403 Forbidden: not you',
  });
  expect(calls(api).at(-1)).toBe('DELETE /api/v1/namespaces/a');
});

test('says what is left in one that does not go', async () => {
  const conditions = [
    { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', message: 'All resources successfully discovered' },
    { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'Some content has finalizers: x in 1 instance' },
  ];
  await using api = await localApi({
    answer: (_, response) =>
      json(response, 200, { metadata: { name: 'a' }, status: { phase: 'Terminating', conditions } }),
  });
  await expect(namespaceGone(api.kube, 'a', { within: 400 })).rejects.toMatchObject({
    name: 'WaitTimedOut',
    what: 'namespace a gone',
    last: 'namespace a is Terminating; Some content has finalizers: x in 1 instance',
  });
});

test('namespaces by label', async () => {
  await using api = await localApi({
    answer: (_, response) => json(response, 200, { items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] }),
  });
  expect(await namespacesByLabel(api.kube, 'run=1')).toEqual(['a', 'b']);
  expect(api.seen[0]?.query).toEqual({ labelSelector: 'run=1' });
});
