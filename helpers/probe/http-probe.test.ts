import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { httpProbe } from './http-probe.ts';
import { answer, tcpServer } from './local-servers.ts';

test('whoever may abort it is not kept by it', async () => {
  await using server = await tcpServer((socket) => socket.end(answer('<!-- service-conformance n1 web/a -->')));
  const { signal } = new AbortController();
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port } as const;
  const { outcome } = await httpProbe({ target, token: 'a', timeoutMs: 2_000 }, 'n1', signal);
  expect(outcome).toBe('answered');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
