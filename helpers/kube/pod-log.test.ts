import { expect, test } from '@jest/globals';
import { localApi } from './local-api.ts';
import { podLog } from './pod-log.ts';

test('a container’s log, whole or since a time, as it is', async () => {
  await using api = await localApi({
    answer: (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('{"half": \nä\n'),
  });
  expect(await podLog(api.kube, 'a', 'b', 'c')).toBe('{"half": \nä\n');
  await podLog(api.kube, 'a', 'b', 'c', { sinceSeconds: 7 });
  expect(api.seen.map(({ path, query }) => [path, query])).toEqual([
    ['/api/v1/namespaces/a/pods/b/log', { container: 'c' }],
    ['/api/v1/namespaces/a/pods/b/log', { container: 'c', sinceSeconds: '7' }],
  ]);
});
