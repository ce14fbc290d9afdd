import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { apply } from './apply.ts';
import { discovery, failure, json, localApi, type SeenRequest } from './local-api.ts';

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'a' }, spec: { typo: 1 } };
const path = '/api/v1/namespaces/a/services/web';

/** Answers applies one after another, the last answer for ever. */
function answers(...each: ((response: ServerResponse, request: SeenRequest) => void)[]) {
  let next = 0;
  return localApi({
    answer(request, response) {
      if (discovery(request, response)) return;
      each[Math.min(next, each.length - 1)]?.(response, request);
      next += 1;
    },
  });
}

const echo = (response: ServerResponse, { body }: SeenRequest) => json(response, 200, JSON.parse(body));

test('sends the object as it is, fields that no model knows included, and returns the server’s answer', async () => {
  await using api = await answers((response) => json(response, 200, { ...service, spec: { clusterIP: '10.0.0.1' } }));
  expect(await apply(api.kube, service)).toMatchObject({ spec: { clusterIP: '10.0.0.1' } });
  const [request] = api.seen.filter((each) => each.path === path);
  expect(request).toMatchObject({
    method: 'PATCH',
    query: { fieldManager: 'service-conformance', force: 'true', fieldValidation: 'Strict' },
    headers: { 'content-type': 'application/apply-patch+yaml' },
  });
  expect(JSON.parse(request?.body ?? '')).toEqual(service);
});

test('a custom kind without a namespace', async () => {
  await using api = await answers(echo);
  const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't' }, spec: { size: 3 } };
  expect(await apply(api.kube, thing)).toMatchObject({ spec: { size: 3 } });
  expect(api.seen.at(-1)?.path).toBe('/apis/example.com/v1/things/t');
});

test('a kind that the cluster does not serve', async () => {
  await using api = await answers((response) => failure(response, 404, 'NotFound', 'no such page'));
  const words = 'correct its apiVersion, or install its CRD first';
  await expect(apply(api.kube, { ...service, kind: 'Nope' })).rejects.toMatchObject({
    name: 'UnknownKind',
    message: `the cluster serves no Nope in v1: ${words}`,
  });
  await expect(apply(api.kube, { ...service, apiVersion: 'nope.io/v1' })).rejects.toMatchObject({
    name: 'UnknownKind',
    message: `the cluster serves no Service in nope.io/v1: ${words}`,
  });
});

test.each([
  [422, 'Invalid', 'Service "web" is invalid: spec.type: Unsupported value: "x"'],
  [400, 'BadRequest', 'strict decoding error: unknown field "spec.typo"'],
  [409, 'Conflict', 'the object has been modified'],
  // Seen on a 1.36 API server; the reason is empty there.
  [500, '', 'failed to create typed patch object (a/web; v1, Kind=Service): .spec.typo: field not declared in schema'],
])('%d %s ends it at the first try', async (code, reason, message) => {
  await using api = await answers((response) => failure(response, code, reason, message), echo);
  await expect(apply(api.kube, service)).rejects.toMatchObject({
    name: 'ApiError',
    message: `apply services a/web: ${code} ${reason || 'Internal Server Error'}: ${message}`,
  });
  expect(api.seen.filter((each) => each.path === path)).toHaveLength(1);
});

test('what the server can’t take now is tried again', async () => {
  await using api = await answers(
    (response) => failure(response, 429, 'TooManyRequests', 'slow down'),
    (response) => response.writeHead(500).end('{"kind":"Sta'),
    (response) => response.destroy(),
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":"Ser'),
    echo,
  );
  expect(await apply(api.kube, service)).toMatchObject({ metadata: { name: 'web' } });
  expect(api.seen.filter((each) => each.path === path)).toHaveLength(5);
});

test('but not for ever', async () => {
  await using api = await answers((response) => response.writeHead(500).end('{"kind":"Sta'));
  await expect(apply(api.kube, service, { within: 400 })).rejects.toMatchObject({
    name: 'WaitTimedOut',
    message: expect.stringMatching(
      /^apply Service a\/web: not within 400 ms \(\d attempts? in \d+ ms\); last: apply services a\/web: 500 Internal Server Error: \{"kind":"Sta$/,
    ),
  });
});
