import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kubeconfigOf } from '../cluster/reference/kubeconfig.ts';
import { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { json, type LocalApi, localApi } from '../kube/local-api.ts';
import { EXEC, frame, playing, SUCCESS, status } from '../kube/local-exec.ts';
import { temporaryFolder } from '../report/temporary-folder.ts';
import { chaosCounts, chaosProxy } from './proxy.ts';
import type { TroubleKind } from './troubles.ts';

const POD = { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'b' } };
const NONE = { delay: 0, cut: 0, busy: 0, error: 0, half: 0 };

/** The client of an API behind the proxy, in which every request has a trouble of the kind. */
async function behind(api: LocalApi, kind: TroubleKind | undefined, requestMs = 300) {
  const target = { protocol: 'http:', host: '127.0.0.1', port: api.port };
  const proxy = await chaosProxy(target, { seed: 1, kinds: kind ? [kind] : [], share: 1 });
  const { path, [Symbol.dispose]: removeFolder } = temporaryFolder();
  const file = join(path, 'kubeconfig');
  writeFileSync(file, kubeconfigOf(proxy.server));
  const kube = Kube.fromFile(file, requestMs);
  const dispose = async () => {
    await kube[Symbol.asyncDispose]();
    await proxy[Symbol.asyncDispose]();
    removeFolder();
  };
  return { kube, server: proxy.server, [Symbol.asyncDispose]: dispose };
}

const podApi = () => localApi({ answer: (_, response) => json(response, 200, POD) });
const create = ({ core }: Kube) => core.createNamespacedPod({ namespace: 'a', body: {} });

test('without troubles it hands on requests and answers, and counts them', async () => {
  await using api = await podApi();
  await using calm = await behind(api, undefined);
  expect(await create(calm.kube)).toMatchObject(POD);
  expect(api.seen).toMatchObject([{ method: 'POST', path: '/api/v1/namespaces/a/pods', body: '{}' }]);
  expect(await chaosCounts(calm.server)).toEqual({ requests: 1, troubles: NONE });
});

test.each([
  ['cut', /no answer: other side closed/],
  ['error', /500 InternalError: chaos: an error on the server/],
  ['half', /no answer: (answer is not whole JSON|Response body length does not match|other side closed|terminated)/],
] as [TroubleKind, RegExp][])('%s: now and then after the server has done as it was asked', async (kind, words) => {
  await using api = await podApi();
  await using troubled = await behind(api, kind);
  for (let round = 0; round < 8; round += 1) await expect(create(troubled.kube)).rejects.toThrow(words);
  expect(api.seen.length).toBeGreaterThan(0);
  if (kind !== 'half') expect(api.seen.length).toBeLessThan(8);
  expect(await chaosCounts(troubled.server)).toEqual({ requests: 8, troubles: { ...NONE, [kind]: 8 } });
});

test('busy: the server never hears of it, and the pause is named', async () => {
  await using api = await podApi();
  await using troubled = await behind(api, 'busy', 5_000);
  await expect(create(troubled.kube)).rejects.toMatchObject({ code: 429, retryAfterMs: 1_000 });
  expect(api.seen).toEqual([]);
}, 10_000);

test('delay: the answer comes late or never', async () => {
  await using api = await podApi();
  await using troubled = await behind(api, 'delay', 100);
  await expect(create(troubled.kube)).rejects.toThrow('no answer: no whole answer within 100 ms');
});

const hello = () =>
  playing((socket) => {
    socket.send(frame(1, 'hello '.repeat(5_000)));
    socket.send(status(SUCCESS));
  });

test.each([
  [undefined, 'hello'],
  ['busy', /refused by the API: 429 TooManyRequests: chaos/],
  ['error', /refused by the API: 500 InternalError: chaos/],
  ['half', /closed without status/],
] as [TroubleKind | undefined, string | RegExp][])('an exec whose trouble is %s', async (kind, said) => {
  await using api = await hello();
  await using troubled = await behind(api, kind);
  const ended = exec(troubled.kube, { ...EXEC, openWithinMs: 1_000 }).then(
    ({ stdout }) => stdout,
    (error: Error) => error.message,
  );
  expect(await ended).toMatch(said);
});
