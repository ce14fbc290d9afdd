import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { ApiError, isNotFound, isTransient } from './api-error.ts';
import { Kube, withSignal } from './client.ts';
import { failure, json, localApi } from './local-api.ts';

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => new Error('it resolved'),
    (error: unknown) => error,
  );
  if (error instanceof ApiError) return error;
  throw error;
}

const readPod = ({ core }: Kube) => core.readNamespacedPod({ namespace: 'a', name: 'b' });

test('every request names the suite, carries the credentials, and connections are used again', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, { kind: 'Pod', apiVersion: 'v1' }) });
  for (let round = 0; round < 5; round += 1) {
    await readPod(api.kube);
    await api.kube.raw('/readyz');
  }
  for (const { headers } of api.seen) {
    expect(headers).toMatchObject({
      'user-agent': `service-conformance/${packageJson.version}`,
      authorization: 'Bearer secret',
    });
  }
  expect(api.seen).toHaveLength(10);
  expect(api.connections.length).toBeLessThanOrEqual(2);
});

test.each([
  [404, 'NotFound', 'pods "b" not found', false],
  [403, 'Forbidden', 'pods "b" is forbidden', false],
  [409, 'Conflict', 'changed meanwhile', false],
  [422, 'Invalid', 'Pod "b" is invalid', false],
  [429, 'TooManyRequests', 'slow down', true],
  [500, 'InternalError', 'etcd is away', true],
  [503, 'ServiceUnavailable', 'starting', true],
])('%d %s', async (code, reason, message, transient) => {
  const causes = [{ field: 'spec.x', reason: 'FieldValueInvalid', message: 'is bad' }];
  await using api = await localApi({ answer: (_, response) => failure(response, code, reason, message, { causes }) });
  const error = await errorOf(readPod(api.kube));
  expect(error.message).toBe(`get pods a/b: ${code} ${reason}: ${message}`);
  expect(error).toMatchObject({ code, reason, words: message, causes, cause: { kind: 'Status' } });
  expect(error.request).toEqual({ verb: 'get', resource: 'pods', namespace: 'a', name: 'b' });
  expect([isTransient(error), isNotFound(error)]).toEqual([transient, code === 404]);
});

test('an error that is not the API server’s is quoted, in one line and not for ever', async () => {
  await using api = await localApi({
    answer: (_, response) => response.writeHead(502).end(`<html>\n  bad gateway ${'x'.repeat(300)}`),
  });
  const error = await errorOf(api.kube.raw('/readyz'));
  expect(error.message).toBe(`get /readyz: 502 Bad Gateway: <html> bad gateway ${'x'.repeat(181)}…`);
  expect(isTransient(error)).toBe(true);
});

test('a 500 with half a Status', async () => {
  await using api = await localApi({
    answer: (_, response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{"kind":"Sta'),
  });
  const error = await errorOf(readPod(api.kube));
  expect(error.message).toBe('get pods a/b: 500 Internal Server Error: {"kind":"Sta');
  expect(isTransient(error)).toBe(true);
});

test('a success with half a JSON', async () => {
  await using api = await localApi({
    answer: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":"Po'),
  });
  const error = await errorOf(readPod(api.kube));
  expect(error.message).toBe('get pods a/b: no answer: answer is not whole JSON: {"kind":"Po');
  expect(error).toMatchObject({ code: undefined, transient: true, cause: { name: 'SyntaxError' } });
});

test('half a refusal is no answer, since it lacks what it refuses', async () => {
  await using api = await localApi({
    answer: (_, response) => response.writeHead(422, { 'content-type': 'application/json' }).end('{"kind":"Status"'),
  });
  const error = await errorOf(api.kube.core.createNamespacedPod({ namespace: 'a', body: {} }));
  expect(error.message).toBe('create pods in a: no answer: answer is not whole JSON: {"kind":"Status"');
  expect(error).toMatchObject({ code: undefined, transient: true });
});

test('a connection that is cut before and during the answer', async () => {
  await using before = await localApi({ answer: (_, response) => response.destroy() });
  expect((await errorOf(readPod(before.kube))).message).toBe('get pods a/b: no answer: other side closed');
  await using during = await localApi({
    answer: (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy());
    },
  });
  const error = await errorOf(readPod(during.kube));
  expect(error.message).toBe('get pods a/b: no answer: other side closed');
  expect(isTransient(error)).toBe(true);
});

test('nobody listens', async () => {
  const api = await localApi({});
  await api[Symbol.asyncDispose]();
  await using kube = new Kube(api.kube.config);
  const error = await errorOf(kube.core.listNode());
  expect(error.message).toBe(`list nodes: no answer: connect ECONNREFUSED 127.0.0.1:${api.port}`);
  expect(isTransient(error)).toBe(true);
});

test('the bound holds without an answer, and with half of one', async () => {
  await using silent = await localApi({ requestMs: 100 });
  const error = await errorOf(readPod(silent.kube));
  expect(error.message).toBe('get pods a/b: no answer: no whole answer within 100 ms');
  expect(isTransient(error)).toBe(true);
  await using half = await localApi({ requestMs: 100, answer: (_, response) => response.write('{') });
  expect((await errorOf(half.kube.raw('/readyz'))).message).toBe(
    'get /readyz: no answer: no whole answer within 100 ms',
  );
});

test('the caller’s abort comes through as its own reason', async () => {
  await using api = await localApi({});
  const controller = new AbortController();
  const reason = new Error('interrupted');
  const listing = api.kube.core.listNode({}, withSignal(controller.signal));
  const reading = api.kube.raw('/readyz', { signal: controller.signal });
  setTimeout(() => controller.abort(reason), 20);
  await expect(listing).rejects.toBe(reason);
  await expect(reading).rejects.toBe(reason);
});

test('withSignal keeps the User-Agent', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, { items: [] }) });
  await api.kube.core.listNode({}, withSignal(new AbortController().signal));
  expect(api.seen[0]?.headers['user-agent']).toBe(`service-conformance/${packageJson.version}`);
});
