import { expect, test } from '@jest/globals';
import { fakeClock } from '../../kube/fake-clock.ts';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { API_AWAY_MS, apiGone } from './api-watch.ts';

test('an API server that stays away is gone, one that comes back in time is not', async () => {
  const clock = fakeClock();
  let asked = 0;
  await using api = await localApi({
    answer(_, response) {
      asked += 1;
      // Named so far away that it is not asked again in between.
      response.setHeader('retry-after', '60');
      // Away for three questions, back for one, then away for good.
      if (asked <= 3 || asked > 4) failure(response, 503, 'ServiceUnavailable', 'apiserver is shutting down');
      else json(response, 200, { gitVersion: 'v1.36.3' });
    },
  });
  const { why } = await apiGone(api.kube, new AbortController().signal, clock);
  expect(why).toBe('get /version: 503 ServiceUnavailable: apiserver is shutting down');
  expect(clock.now()).toBeGreaterThanOrEqual(API_AWAY_MS + 3 * 5_000);
});

test('when nobody watches any more it asks no more', async () => {
  const watching = new AbortController();
  await using api = await localApi({
    answer(_, response) {
      watching.abort();
      json(response, 200, {});
    },
  });
  const gone = apiGone(api.kube, watching.signal, fakeClock());
  const other = new Promise((resolve) => setTimeout(resolve, 50, 'nothing'));
  expect(await Promise.race([gone, other])).toBe('nothing');
  expect(api.seen).toHaveLength(1);
});
