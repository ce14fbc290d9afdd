import { expect, test } from '@jest/globals';
import { homeOf } from './home.ts';
import { failure, json, localApi } from './local-api.ts';

test('a namespace of its own is made, and deleted without waiting', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, {}) });
  const home = homeOf(api.kube, {}, 'own', 'a');
  await home.open({ run: 'sc-1' });
  await home.close();
  expect(home.namespace).toBe('own');
  expect(api.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /api/v1/namespaces',
    'GET /api/v1/namespaces/own/serviceaccounts/default',
    'DELETE /api/v1/namespaces/own',
  ]);
});

test("in one namespace for all the scene's objects go, and it waits until they are gone", async () => {
  const there = new Set(['pods', 'services']);
  let listed = 0;
  await using api = await localApi({
    answer({ method, path, query }, response) {
      const [resource = '', name] = path.split('/namespaces/one/')[1]?.split('/') ?? [];
      if (method === 'DELETE') {
        // One that somebody else has deleted meanwhile, and one that takes its time.
        if (resource === 'services') failure(response, 404, 'NotFound', 'services "x" not found');
        else json(response, 200, {});
        return;
      }
      expect([method, query.labelSelector, name]).toEqual(['GET', 'service-conformance/scene=a', undefined]);
      if (resource === 'pods' && ++listed === 3) there.clear();
      const items = there.has(resource) ? [{ metadata: { name: 'x' } }] : [];
      json(response, 200, { items });
    },
  });
  const home = homeOf(api.kube, { namespace: 'one' }, 'own', 'a');
  await home.open({});
  await home.close();
  expect(home.namespace).toBe('one');
  const deleted = api.seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  expect(new Set(deleted)).toEqual(new Set(['/api/v1/namespaces/one/services/x', '/api/v1/namespaces/one/pods/x']));
  expect(listed).toBeGreaterThanOrEqual(3);
});
