import { expect, test } from '@jest/globals';
import { failure, json, type LocalApi, localApi, type SeenRequest } from './local-api.ts';

const POD = { kind: 'Pod', apiVersion: 'v1' };

/** An API that answers the first request so, and every other one as a good server does. */
function onceTroubled(
  trouble: (response: Parameters<NonNullable<Parameters<typeof localApi>[0]['answer']>>[1]) => void,
): Promise<LocalApi> {
  let asked = 0;
  return localApi({
    answer: (_: SeenRequest, response) => {
      asked += 1;
      if (asked === 1) trouble(response);
      else json(response, 200, POD);
    },
  });
}

const CUT = 'a connection that is cut';
test.each([
  [CUT, (response) => response.destroy()],
  ['half an answer', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind')],
  ['a 500', (response) => failure(response, 500, 'InternalError', 'etcd is away')],
] as [string, Parameters<typeof onceTroubled>[0]][])(
  '%s: what only reads is sent again, what writes is not',
  async (_, trouble) => {
    await using reading = await onceTroubled(trouble);
    expect(await reading.kube.core.readNamespacedPod({ namespace: 'a', name: 'b' })).toMatchObject(POD);
    expect(reading.seen).toHaveLength(2);
    await using writing = await onceTroubled(trouble);
    await expect(writing.kube.core.createNamespacedPod({ namespace: 'a', body: {} })).rejects.toThrow(
      'create pods in a',
    );
    expect(writing.seen).toHaveLength(1);
  },
);

test('a dry run and a review store nothing, so that they are sent again', async () => {
  await using dry = await onceTroubled((response) => response.destroy());
  await dry.kube.core.createNamespacedPod({ namespace: 'a', body: {}, dryRun: 'All' });
  expect(dry.seen).toHaveLength(2);
  await using review = await onceTroubled((response) => response.destroy());
  await review.kube.authorization.createSelfSubjectAccessReview({ body: { spec: {} } });
  expect(review.seen).toHaveLength(2);
});

const busy = (seconds: string) => (response: Parameters<Parameters<typeof onceTroubled>[0]>[0]) => {
  response.setHeader('retry-after', seconds);
  failure(response, 429, 'TooManyRequests', 'later');
};

test('what a busy server refused it has not begun: it is sent again when the server says', async () => {
  await using api = await onceTroubled(busy('1'));
  const start = performance.now();
  await api.kube.core.createNamespacedPod({ namespace: 'a', body: {} });
  expect(performance.now() - start).toBeGreaterThan(900);
  expect(api.seen).toHaveLength(2);
});

test('a server that wants a long pause is not waited for', async () => {
  await using api = await onceTroubled(busy('60'));
  await expect(api.kube.core.listNode()).rejects.toMatchObject({ code: 429, retryAfterMs: 60_000 });
  expect(api.seen).toHaveLength(1);
});

test('a server that stays in trouble is told of after a few tries, and what is wrong for ever at once', async () => {
  await using broken = await localApi({ answer: (_, response) => response.destroy() });
  await expect(broken.kube.core.listNode()).rejects.toThrow('list nodes: no answer: other side closed');
  expect(broken.seen).toHaveLength(4);
  await using wrong = await localApi({ answer: (_, response) => failure(response, 403, 'Forbidden', 'no') });
  await expect(wrong.kube.core.listNode()).rejects.toThrow('list nodes: 403 Forbidden: no');
  expect(wrong.seen).toHaveLength(1);
});
