import { expect, test } from '@jest/globals';
import { fakeClock } from '../kube/fake-clock.ts';
import { failure, json, localApi } from '../kube/local-api.ts';
import { PULL_FAILS_MS, pullFails } from './pull-trouble.ts';

const IMAGE = 'registry.example/nginx:0';
const pod = (waiting: object | undefined) => ({
  metadata: { name: 'pod-client-x' },
  spec: { nodeName: 'node-1', containers: [] },
  status: { containerStatuses: [{ name: 'client', state: waiting ? { waiting } : { running: {} } }] },
});
const PULLING = pod({ reason: 'ContainerCreating' });
const FAILED = pod({ reason: 'ErrImagePull', message: 'dial tcp:\n  no such host' });
const BACK_OFF = pod({ reason: 'ImagePullBackOff', message: 'Back-off pulling image' });
const DOWN = Symbol('an API server that does not answer');

/** What comes of it when each look, 1 s after the one before it, shows the next pod, and the last for ever. */
async function ending(...looks: (object | typeof DOWN)[]) {
  let next = 0;
  await using api = await localApi({
    answer: ({ path }, response) => {
      expect(path).toBe('/api/v1/namespaces/a/pods');
      const look = looks[Math.min(next++, looks.length - 1)];
      if (look === DOWN) failure(response, 503, 'ServiceUnavailable', 'down');
      else json(response, 200, { items: [look] });
    },
  });
  const clock = fakeClock();
  const over = new AbortController();
  const watch = {
    now: clock.now,
    sleep: (ms: number, signal: AbortSignal) => {
      if (clock.now() >= 3 * PULL_FAILS_MS) over.abort(new Error('nothing came of it'));
      return signal.aborted ? Promise.resolve() : clock.sleep(ms, signal);
    },
  };
  const error = await pullFails(api.kube, 'a', IMAGE, over.signal, watch).catch((error: Error) => error);
  return { message: (error as Error).message, afterMs: clock.now() };
}

test('an image that still does not come after its bound is said with pod, node, image and the setting', async () => {
  expect(await ending(PULLING, FAILED, BACK_OFF)).toEqual({
    message:
      'pod a/pod-client-x on node node-1 does not get image registry.example/nginx:0: ImagePullBackOff: Back-off pulling image; set NGINX_IMAGE to one that the nodes can pull',
    afterMs: 1_000 + PULL_FAILS_MS,
  });
  expect((await ending(FAILED)).message).toContain(': ErrImagePull: dial tcp: no such host; ');
});

test('looks that the API server did not answer do not start the bound anew', async () => {
  expect((await ending(FAILED, DOWN, DOWN, BACK_OFF)).afterMs).toBe(PULL_FAILS_MS);
});

test.each([
  ['is being pulled', [PULLING]],
  ['has come', [pod(undefined)]],
  ['came after all', [FAILED, BACK_OFF, pod(undefined)]],
])('an image that %s is no trouble', async (_, looks) => {
  expect((await ending(...looks)).message).toBe('nothing came of it');
});

test('failures with a success between them are counted from the last one on', async () => {
  const early = Array.from({ length: 15 }, () => BACK_OFF);
  expect((await ending(...early, PULLING, BACK_OFF)).afterMs).toBe(16_000 + PULL_FAILS_MS);
});
