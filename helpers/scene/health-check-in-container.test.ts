import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONTAINER, localEngine } from '../probe/local-engine.ts';
import { askInContainer } from './health-check-in-container.ts';

const cleanup = new AsyncDisposableStack();
const { signal } = new AbortController();

beforeAll(async () => {
  cleanup.use(await localEngine('runs it'));
});

afterAll(() => cleanup.disposeAsync());

test('curl there tells status, weight and body; a closed port has a problem', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'X-Load-Balancing-Endpoint-Weight': '0' }).end('{"localEndpoints": 0}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect(await askInContainer(CONTAINER, url, signal)).toEqual({
    ...{ status: 503, weight: '0', body: { localEndpoints: 0 }, problem: '' },
  });
  server.closeAllConnections();
  await once(server.close(), 'close');
  expect(await askInContainer(CONTAINER, url, signal)).toMatchObject({
    ...{ status: 0, problem: expect.stringMatching(/^no connection: curl: \(7\)/) },
  });
});

test('a curl that could not ask is an error, not silence', async () => {
  await expect(askInContainer(CONTAINER, 'nothing://127.0.0.1/', signal)).rejects.toThrow(
    /^docker exec: curl ended with 1: curl: \(1\)/,
  );
});
