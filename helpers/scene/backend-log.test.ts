import { expect, test } from '@jest/globals';
import { localApi } from '../kube/local-api.ts';
import { BackendLog } from './backend-log.ts';

const BACKEND = { name: 'a/b', address: '10.0.0.1', node: 'n' };
const line = (token: string) => `10.0.0.9 - - [1/Jan/2026:00:00:00 +0000] "GET /?probe=${token} HTTP/1.1" 200 1\n`;

test('those who ask while it is read share the next reading, and what was read stays', async () => {
  const answers: (() => void)[] = [];
  let called = Promise.withResolvers<void>();
  await using api = await localApi({
    answer: (_, response) => {
      const nth = answers.length;
      answers.push(() => response.writeHead(200, { 'content-type': 'text/plain' }).end(line(`t-${nth}`)));
      called.resolve();
    },
  });
  const log = new BackendLog(api.kube, BACKEND, performance.now() - 60_000);
  const first = log.seen();
  await called.promise;
  called = Promise.withResolvers();
  const [second, third] = [log.seen(), log.seen()];
  answers[0]?.();
  expect([...(await first).keys()]).toEqual(['t-0']);
  await called.promise;
  answers[1]?.();
  expect([...(await second)]).toEqual([
    ['t-0', '10.0.0.9'],
    ['t-1', '10.0.0.9'],
  ]);
  expect(await third).toBe(await second);
  expect(answers).toHaveLength(2);
});

test('only what is new is read, and a little more; one that failed is made up for by the next', async () => {
  let fails = true;
  await using api = await localApi({
    answer: (_, response) => {
      response.writeHead(fails ? 404 : 200, { 'content-type': 'text/plain' }).end(fails ? '{}' : line('t'));
      fails = false;
    },
  });
  const log = new BackendLog(api.kube, BACKEND, performance.now() - 60_000);
  await expect(log.seen()).rejects.toThrow('404');
  expect([...(await log.seen()).keys()]).toEqual(['t']);
  await log.seen();
  const since = api.seen.map(({ query }) => Number(query.sinceSeconds));
  expect(since.map((seconds) => Math.floor(seconds / 10))).toEqual([6, 6, 0]);
});
