import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { nodeShell } from './node-shell.ts';

const { DOCKER_HOST } = process.env;

afterEach(() => {
  if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = DOCKER_HOST;
});

/** An engine that refuses one request after another in these words, and then does as it is told. */
async function engineSaying(...refusals: string[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const message = refusals.shift();
    response.writeHead(message === undefined ? 204 : 500, { 'content-type': 'application/json' });
    response.end(message && JSON.stringify({ message }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.DOCKER_HOST = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const NODE = { name: 'n1', containerId: 'c1' };
const GAVE_UP = 'Cannot pause container c1: OCI runtime pause failed: unable to freeze: unknown';

test('an engine that gave up freezing a node is asked to pause it again', async () => {
  await using engine = await engineSaying(GAVE_UP, GAVE_UP);
  await nodeShell(NODE).pause();
  expect(engine.asked).toEqual(Array(3).fill('POST /containers/c1/pause'));
});

test('any other refusal of a pause ends it at once, in the words of the engine', async () => {
  await using engine = await engineSaying('Container c1 is already paused');
  await expect(nodeShell(NODE).pause()).rejects.toThrow(
    'the Docker engine refused to pause node n1: Container c1 is already paused',
  );
  expect(engine.asked).toHaveLength(1);
});
