import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { podsLetIn } from './pods-let-in.ts';

const { signal } = new AbortController();

/** What is said where the API server answers so, in the nodes' own network if there are two answers. */
async function asked(...words: readonly (string | undefined)[]) {
  await using api = await localApi({
    answer({ body, query }, response) {
      expect(query.dryRun).toBe('All');
      const why = words[JSON.parse(body).spec.hostNetwork ? 1 : 0];
      if (why === undefined) json(response, 201, JSON.parse(body));
      else failure(response, 403, 'Forbidden', why);
    },
  });
  const wanted = { namespace: 'shop', image: 'nginx', hostNetwork: words.length > 1 };
  const lines = await podsLetIn(api.kube, wanted, signal);
  expect(api.seen).toHaveLength(words.length);
  return lines;
}

test('pods that are let in, in both networks', async () => {
  expect(await asked(undefined, undefined)).toEqual([]);
});

test('what admission says is passed on', async () => {
  const why = 'pods "let-in" is forbidden: maximum cpu usage per Container is 500m, but limit is 1';
  expect(await asked(why)).toEqual([
    `admission does not let pods of ours into namespace shop (${why}): have them let in`,
  ]);
});

test("only those in the nodes' own network are kept out", async () => {
  expect(await asked(undefined, 'no host network')).toEqual([
    "admission does not let pods of ours in the nodes' own network into namespace shop (no host network): have them let in",
  ]);
});

test('a webhook that can not say so beforehand keeps nobody out', async () => {
  expect(await asked('admission webhook "a.b" does not support dry run')).toEqual([]);
});
