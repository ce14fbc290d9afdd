import { expect, test } from '@jest/globals';
import { localApi } from '../kube/local-api.ts';
import { gonePods } from './gone-pods.ts';

const backend = (pod: string) => ({ name: `shop/${pod}`, address: '10.0.0.1', node: 'n' });
const POD = { apiVersion: 'v1', kind: 'Pod' };
const PODS: Record<string, unknown> = {
  lives: { ...POD, status: { phase: 'Running', podIP: '10.0.0.1' } },
  dies: { ...POD, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { podIP: '10.0.0.1' } },
  evicted: { ...POD, status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory', podIP: '10.0.0.1' } },
  anew: { ...POD, status: { phase: 'Running', podIP: '10.0.0.2' } },
};

test('a pod that is gone, has ended or was made anew is named; one that runs or is being deleted may still answer', async () => {
  await using api = await localApi({
    answer: ({ path }, response) => {
      const pod = PODS[path.split('/').at(-1) ?? ''];
      const body = pod ?? { kind: 'Status', code: 404, reason: 'NotFound', message: 'not found' };
      response.writeHead(pod ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  });
  expect(await gonePods(api.kube, ['lives', 'dies', 'evicted', 'anew', 'deleted'].map(backend))).toEqual([
    'pod shop/evicted has ended: Evicted: low on memory',
    'pod shop/anew has another address, 10.0.0.2',
    'pod shop/deleted is gone',
  ]);
});
