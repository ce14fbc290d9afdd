import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../kube/local-api.ts';
import { updateService } from './services.ts';

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'a', name: 'b' } };

/** An API with one Service, whose changes end so, one after another, and then well. */
function serviceApi(...ends: ('lost' | 'made and lost' | number)[]) {
  let stored: object = { ...SERVICE, spec: { ports: [{ port: 1 }] } };
  return localApi({
    answer: ({ method, body }, response) => {
      if (method === 'GET') return json(response, 200, stored);
      const end = ends.shift();
      if (typeof end === 'number') return failure(response, end, 'Conflict', 'changed meanwhile');
      if (end !== 'lost') stored = JSON.parse(body);
      if (end === undefined) json(response, 200, stored);
      else response.destroy();
    },
  });
}

test.each([
  ['that is made', [], 1],
  ['that somebody else was faster than', [409], 2],
  ['that was lost', ['lost'], 2],
  ['whose answer was lost', ['made and lost'], 1],
] as const)('a change %s is made once', async (_, ends, puts) => {
  await using api = await serviceApi(...ends);
  const changed = await updateService(api.kube, SERVICE, ({ spec }) => {
    spec?.ports?.push({ port: 2 });
  });
  expect(changed.spec?.ports?.map(({ port }) => port)).toEqual([1, 2]);
  expect(api.seen.filter(({ method }) => method === 'PUT')).toHaveLength(puts);
});

test('two changes are two', async () => {
  await using api = await serviceApi();
  const add = (port: number) => updateService(api.kube, SERVICE, ({ spec }) => void spec?.ports?.push({ port }));
  await add(2);
  expect((await add(3)).spec?.ports?.map(({ port }) => port)).toEqual([1, 2, 3]);
});
