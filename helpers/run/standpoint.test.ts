import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../kube/local-api.ts';
import { insideBecause } from './standpoint.ts';

const { signal } = new AbortController();
const NODES = [{ name: 'node-1', internalIPs: ['10.0.0.1'] }];
const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };

/** @param pods by address; without one nobody may list any. */
async function standpoint(own: readonly string[], env: NodeJS.ProcessEnv, pods?: Record<string, string>) {
  await using api = await localApi({
    answer({ query }, response) {
      if (!pods) return failure(response, 403, 'Forbidden', 'no');
      const name = pods[query.fieldSelector?.split('=')[1] ?? ''];
      json(response, 200, { items: name === undefined ? [] : [{ metadata: { namespace: 'ci', name } }] });
    },
  });
  return await insideBecause(api.kube, NODES, env, signal, own);
}

test('elsewhere is outside, and so is a pod of another cluster', async () => {
  expect(await standpoint(['192.0.2.1'], {}, {})).toBeUndefined();
  expect(await standpoint(['10.1.0.9'], POD, {})).toBeUndefined();
});

test('a node and a pod of the cluster are not', async () => {
  const onNode = 'this process runs on node node-1, and a node is not outside';
  expect(await standpoint(['192.0.2.1', '10.0.0.1'], {}, {})).toBe(onNode);
  expect(await standpoint(['10.1.0.9'], POD, { '10.1.0.9': 'job-x' })).toBe('this process is itself pod ci/job-x');
  expect(await standpoint(['10.1.0.9'], POD)).toBe('this process is itself a pod');
});
