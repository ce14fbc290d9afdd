import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { restrictions } from './restrictions.ts';

const { signal } = new AbortController();
const ABOUT = { selected: ['DNS-1'], next: 'NEXT' };

test('what admission or an engine has put into a new namespace is named, with what to do', async () => {
  const quota = { metadata: { name: 'q' }, status: { hard: { pods: '5' }, used: {} } };
  const policy = { metadata: { name: 'deny' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
  await using api = await localApi({
    answer: ({ path }, response) => json(response, 200, { items: path.endsWith('quotas') ? [quota] : [policy] }),
  });
  expect(await restrictions(api.kube, 'new', ABOUT, signal)).toEqual([
    'ResourceQuota new/q leaves 5 pods, and 40 are needed: have it raised',
    'NetworkPolicy new/deny restricts every pod there (Ingress), so that probes would measure it and not Services: NEXT',
  ]);
});

test('who may not look finds nothing', async () => {
  await using api = await localApi({ answer: (_, response) => failure(response, 403, 'Forbidden', 'no') });
  expect(await restrictions(api.kube, 'new', ABOUT, signal)).toEqual([]);
});
