import { expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { failure, json, localApi } from '../kube/local-api.ts';
import { cleanCluster, cleanNamespace, cleanRuns } from './clean.ts';
import { type Labels, runLabels } from './labels.ts';
import { thisProcess } from './owner.ts';

const expiresAt = Date.UTC(2100, 0, 1);
const live = runLabels({ runId: 'live', owner: thisProcess(), expiresAt });
const dead = runLabels({ runId: 'dead', owner: { ...thisProcess(), started: 'long-ago' }, expiresAt });

test('namespaces of dead runs go, those of live runs stay, and it waits until they are gone', async () => {
  const namespaces = new Map<string, Labels>([
    ['of-live', live],
    ['of-dead', dead],
  ]);
  let looks = 0;
  await using api = await localApi({
    answer({ method, path, query }, response) {
      const name = path.split('/').at(-1) ?? '';
      const body = { metadata: { name, labels: namespaces.get(name) }, status: { phase: 'Terminating' } };
      if (path === '/api/v1/namespaces') {
        expect(query.labelSelector).toBe('service-conformance/run');
        json(response, 200, { items: [...namespaces].map(([name, labels]) => ({ metadata: { name, labels } })) });
      } else if (method === 'DELETE') json(response, 200, body);
      else if (++looks < 3) json(response, 200, body);
      else failure(response, 404, 'NotFound', `namespaces "${name}" not found`);
    },
  });
  const lines: string[] = [];
  await cleanCluster(api.kube, { print: (line) => lines.push(line) });
  const { host, pid } = thisProcess();
  expect(lines).toEqual([
    `left namespace of-live: its process ${pid} on ${host} may still run, until 2100-01-01T00:00:00.000Z`,
    'removed namespace of-dead',
  ]);
  expect(api.seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
    '/api/v1/namespaces/of-dead',
  ]);
  expect(looks).toBe(3);
});

test('where there is nothing of ours it says so', async () => {
  await using api = await localApi({ answer: (_, response) => json(response, 200, { items: [] }) });
  const lines: string[] = [];
  await cleanCluster(api.kube, { print: (line) => lines.push(line) });
  await cleanRuns(new Docker({ host: '127.0.0.1', port: 1 }), new Map(), { print: (line) => lines.push(line) });
  expect(lines).toEqual(['no namespace of ours in the cluster', 'nothing of ours on the Docker engine']);
});

test('in a namespace that is not theirs only what dead runs have left goes', async () => {
  const pods = new Map<string, Labels>([
    ['of-live', live],
    ['of-dead', dead],
  ]);
  await using api = await localApi({
    answer({ method, path, query }, response) {
      const [resource, name = ''] = path.split('/namespaces/one/')[1]?.split('/') ?? [];
      if (method === 'DELETE') pods.delete(name);
      const runId = query.labelSelector?.split('=')[1];
      const items = [...pods].filter(([, labels]) => !runId || labels['service-conformance/run'] === runId);
      json(response, 200, {
        items: resource === 'pods' ? items.map(([name, labels]) => ({ metadata: { name, labels } })) : [],
      });
    },
  });
  const lines: string[] = [];
  await cleanNamespace(api.kube, 'one', { print: (line) => lines.push(line) });
  await cleanNamespace(api.kube, 'two', { print: (line) => lines.push(line) });
  expect(lines).toEqual([
    expect.stringMatching(/^left run live in namespace one: its process \d+ on \S+ may still run, until 2100-/),
    'removed run dead from namespace one: 1 object',
    'nothing of ours in namespace two',
  ]);
  expect([...pods.keys()]).toEqual(['of-live']);
});
