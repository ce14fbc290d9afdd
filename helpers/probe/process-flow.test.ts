import { expect, test } from '@jest/globals';
import { keptOpen, tcpServer } from './local-servers.ts';
import { ProcessFlow } from './process-flow.ts';

const NONCE = 'n0nce';
const KEPT_OPEN = keptOpen(`<!-- service-conformance ${NONCE} web/pod-1 -->`);

/** Keeps this process from everything else for so many ms. */
function holdUp(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test.each([
  ['had no time to open', 1_000],
  ['was away from until just after the limit', 320],
])('a connection that this process %s is opened by the next request', async (_, ms) => {
  await using server = await tcpServer((socket) => void socket.write(KEPT_OPEN));
  const target = { kind: 'pod IP', host: '127.0.0.1', port: server.port } as const;
  const flow = new ProcessFlow(NONCE);
  const request = { target, token: 't', timeoutMs: 300 };
  const asked = flow.ask(request);
  holdUp(ms);
  const first = await asked;
  expect(first).toMatchObject({ over: false, result: { outcome: 'broken' } });
  expect(first.result.detail).toMatch(/^this process was held up for \d+ ms/);
  expect(await flow.ask({ ...request, timeoutMs: 3_000 })).toMatchObject({
    over: false,
    result: { outcome: 'answered' },
  });
  await flow.close();
});
