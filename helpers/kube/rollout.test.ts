import { expect, test } from '@jest/globals';
import { json, localApi, type SeenRequest } from './local-api.ts';
import { daemonSetRolledOut, deploymentRolledOut } from './rollout.ts';

const selector = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'old', operator: 'DoesNotExist' }] };
const pod = (name: string, ready: boolean, more: object = {}) => ({
  metadata: { name, ...more },
  spec: { nodeName: 'n', containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

interface Look {
  generation?: number;
  status: object;
  pods: object[];
  events?: object[];
}

/** What each look at the workload shows, the last for ever. */
function cluster(...looks: Look[]) {
  let next = -1;
  const answer = ({ path }: SeenRequest): object => {
    const isWorkload = path.startsWith('/apis/apps/v1/');
    if (isWorkload) next = Math.min(next + 1, looks.length - 1);
    const look = looks[next];
    if (path.endsWith('/pods')) return { items: look?.pods };
    if (path.endsWith('/events')) return { items: look?.events ?? [] };
    const metadata = { name: 'web', namespace: 'a', generation: look?.generation ?? 1 };
    return { metadata, spec: { replicas: 2, selector }, status: look?.status };
  };
  return localApi({ answer: (request, response) => json(response, 200, answer(request)) });
}

const status = (updated: number, ready: number, replicas = 2, more: object = {}) => ({
  observedGeneration: 1,
  replicas,
  updatedReplicas: updated,
  readyReplicas: ready,
  ...more,
});
const two = [pod('x', true), pod('y', true)];

async function lastMismatch(look: Look, wait = deploymentRolledOut): Promise<string> {
  await using api = await cluster(look);
  const error = await wait(api.kube, 'a', 'web', { within: 400 }).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: 'WaitTimedOut' });
  return Object(error).last;
}

test('returns the Ready pods once all replicas are', async () => {
  await using api = await cluster(
    { generation: 2, status: status(2, 2), pods: two },
    { status: status(1, 1, 3), pods: two },
    { status: status(2, 2), pods: [...two, pod('z', true, { deletionTimestamp: '2026-01-01T00:00:00Z' })] },
  );
  const pods = await deploymentRolledOut(api.kube, 'a', 'web');
  expect(pods.map(({ metadata }) => metadata?.name)).toEqual(['x', 'y']);
  expect(api.seen.find(({ path }) => path.endsWith('/pods'))?.query).toEqual({ labelSelector: 'app=web,!old' });
});

test('a generation that the controller has not seen', async () => {
  const look = { generation: 2, status: status(2, 2), pods: two };
  expect(await lastMismatch(look)).toBe('its controller has seen generation 1 of 2');
});

test('replicas of an older template', async () => {
  const look = { status: status(1, 2), pods: two };
  expect(await lastMismatch(look)).toBe('1 of 2 replicas updated, 1 old, 2 ready');
  const surplus = { status: status(2, 2, 3), pods: two };
  expect(await lastMismatch(surplus)).toBe('2 of 2 replicas updated, 1 old, 2 ready');
});

test('a pod that is stuck, and why', async () => {
  const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' };
  const stuck = {
    ...pod('y', false),
    status: { phase: 'Pending', containerStatuses: [{ name: 'nginx', ready: false, state: { waiting } }] },
  };
  expect(await lastMismatch({ status: status(2, 1), pods: [pod('x', true), stuck] })).toBe(
    '2 of 2 replicas updated, 0 old, 1 ready; pod y on node n: ImagePullBackOff: Back-off pulling image "x"',
  );
});

test('a pod whose status names no cause, but whose newest event does', async () => {
  const events = [
    { reason: 'Old', message: 'before', lastTimestamp: '2026-01-01T00:00:00Z' },
    { reason: 'Unhealthy', message: 'Readiness probe failed', lastTimestamp: '2026-01-01T00:00:09Z' },
  ];
  const look = { status: status(2, 1), pods: [pod('x', true), pod('y', false)] };
  const counts = '2 of 2 replicas updated, 0 old, 1 ready; pod y on node n';
  expect(await lastMismatch({ ...look, events })).toBe(`${counts}: Unhealthy: Readiness probe failed`);
  expect(await lastMismatch(look)).toBe(`${counts}: Running`);
});

test('a quota that lets no pod be made', async () => {
  const message = 'pods "web-1" is forbidden: exceeded quota: q';
  const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }];
  expect(await lastMismatch({ status: status(0, 0, 0, { conditions }), pods: [] })).toBe(
    `0 of 2 replicas updated, 0 old, 0 ready; FailedCreate: ${message}`,
  );
  const daemons = { observedGeneration: 1, desiredNumberScheduled: 3, numberReady: 0 };
  expect(
    await lastMismatch(
      { status: daemons, pods: [], events: [{ reason: 'FailedCreate', message }] },
      daemonSetRolledOut,
    ),
  ).toBe(`0 of 3 replicas updated, 0 old, 0 ready; FailedCreate: ${message}`);
});

test('a DaemonSet with a Ready pod on each of its nodes', async () => {
  const counts = { desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 2 };
  await using api = await cluster({ status: { observedGeneration: 1, ...counts }, pods: two });
  expect(await daemonSetRolledOut(api.kube, 'a', 'web')).toHaveLength(2);
});
