import { expect, test } from '@jest/globals';
import { discovery, failure, json, localApi } from './local-api.ts';
import { remove } from './remove.ts';

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'a' } };
const existing = (uid: string, finalizers: string[] = []) => ({
  ...service,
  metadata: { ...service.metadata, uid, finalizers },
});

/** The object's GETs, one after another (undefined: not found), the last for ever; every DELETE succeeds. */
function answers(...gets: (object | undefined)[]) {
  let next = 0;
  return localApi({
    answer(request, response) {
      if (discovery(request, response)) return;
      if (request.method === 'DELETE') return json(response, 200, { kind: 'Status', apiVersion: 'v1' });
      const object = gets[Math.min(next, gets.length - 1)];
      next += 1;
      if (object) json(response, 200, object);
      else failure(response, 404, 'NotFound', 'services "web" not found');
    },
  });
}

const deletions = ({ seen }: Awaited<ReturnType<typeof answers>>) => seen.filter(({ method }) => method === 'DELETE');

test('deletes once, as it was seen, and waits until it is gone', async () => {
  await using api = await answers(existing('1'), existing('1'), undefined);
  await remove(api.kube, service);
  expect(deletions(api).map(({ body }) => JSON.parse(body))).toEqual([
    { propagationPolicy: 'Background', preconditions: { uid: '1' } },
  ]);
  expect(api.seen.at(-1)?.method).toBe('GET');
});

test('what is not there is gone', async () => {
  await using api = await answers(undefined);
  await remove(api.kube, service);
  expect(deletions(api)).toEqual([]);
});

test('what was made anew under the same name is not ours', async () => {
  await using api = await answers(existing('1'), existing('2'));
  await remove(api.kube, service);
  expect(deletions(api)).toHaveLength(1);
});

test('says what holds it', async () => {
  await using api = await answers(existing('1', ['example.com/hold']));
  await expect(remove(api.kube, service, { within: 400 })).rejects.toMatchObject({
    name: 'WaitTimedOut',
    last: 'Service a/web is still there, held by example.com/hold',
  });
});

test('an error that stays ends it at once', async () => {
  await using api = await localApi({
    answer: (request, response) => discovery(request, response) || failure(response, 403, 'Forbidden', 'not you'),
  });
  await expect(remove(api.kube, service)).rejects.toMatchObject({
    name: 'ApiError',
    message: 'get services a/web: 403 Forbidden: not you',
  });
});
