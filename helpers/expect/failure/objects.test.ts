import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { failure, json, localApi, type SeenRequest } from '../../kube/local-api.ts';
import { objectsYaml, podOf, readObjects, readSlices } from './objects.ts';
import { Parts } from './parts.ts';

const WEB = {
  ...{ apiVersion: 'v1', kind: 'Service', spec: { clusterIP: '10.43.0.7' } },
  metadata: { namespace: 'shop', name: 'web', managedFields: [{ manager: 'kubectl' }] },
};
const metadata = { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } };
const SLICE = {
  metadata,
  endpoints: [{ addresses: ['10.42.0.5'], targetRef: { kind: 'Pod', namespace: 'shop', name: 'a' } }],
};
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'a' } };
const event = (name: string, lastTimestamp: string) => ({
  ...{ type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe failed', count: 3, lastTimestamp },
  involvedObject: { kind: 'Pod', name },
});

function answer({ path }: SeenRequest, response: ServerResponse): void {
  const known: Record<string, unknown> = {
    '/api/v1/namespaces/shop/services/web': WEB,
    '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices': { items: [SLICE] },
    '/api/v1/namespaces/shop/pods/a': POD,
    '/api/v1/namespaces/shop/events': {
      items: [
        event('a', '2026-11-28T10:00:01Z'),
        event('other', '2026-11-28T10:00:00Z'),
        event('gone', '2026-11-28T09:59:59Z'),
        event('web-x', '2026-11-28T09:59:58Z'),
      ],
    },
  };
  if (known[path]) json(response, 200, known[path]);
  else if (path === '/api/v1/nodes') failure(response, 403, 'Forbidden', 'nodes is forbidden');
  else failure(response, 404, 'NotFound', 'not found');
}

test('Services, slices, the pods behind them and their events are read; what is gone or forbidden is named', async () => {
  await using api = await localApi({ answer });
  const parts = new Parts(5_000);
  const objects = await readObjects(api.kube, ['shop/web'], ['shop/gone'], parts);
  expect(objectsYaml(objects)).toBe(
    `apiVersion: v1
kind: Service
spec:
  clusterIP: 10.43.0.7
metadata:
  namespace: shop
  name: web
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  namespace: shop
  name: web-x
  labels:
    kubernetes.io/service-name: web
endpoints:
  - addresses:
      - 10.42.0.5
    targetRef:
      kind: Pod
      namespace: shop
      name: a
---
apiVersion: v1
kind: Pod
metadata:
  namespace: shop
  name: a
---
# Pod shop/gone is not there
`,
  );
  expect(objects.events).toEqual([
    { apiVersion: 'v1', kind: 'Event', ...event('a', '2026-11-28T10:00:01Z') },
    { apiVersion: 'v1', kind: 'Event', ...event('gone', '2026-11-28T09:59:59Z') },
    { apiVersion: 'v1', kind: 'Event', ...event('web-x', '2026-11-28T09:59:58Z') },
  ]);
  expect(objects.nodes).toEqual([]);
  expect(parts.missing).toEqual(['nodes: list nodes: 403 Forbidden: nodes is forbidden']);
  expect(api.seen.filter(({ path }) => /secrets|serviceaccounts|configmaps/.test(path))).toEqual([]);
});

test('nodes are read too, and slices by their Service', async () => {
  await using api = await localApi({
    answer: ({ path }, response) => {
      if (path === '/api/v1/nodes') json(response, 200, { items: [{ metadata: { name: 'node-1' } }] });
      else
        json(response, 200, {
          items: [
            { metadata, endpoints: null },
            { metadata, endpoints: [{ addresses: [] }] },
          ],
        });
    },
  });
  const parts = new Parts(5_000);
  const { nodes, gone } = await readObjects(api.kube, [], [], parts);
  expect(nodes).toEqual([{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } }]);
  expect(gone).toEqual([]);
  expect(await readSlices(api.kube, ['shop/web'], parts)).toHaveLength(2);
  expect(api.seen.at(-1)?.query).toEqual({ labelSelector: 'kubernetes.io/service-name=web' });
});

test('endpoints that no pod is behind, or that there are none of, have no pod read', async () => {
  await using api = await localApi({
    answer: ({ path }, response) => {
      const endpoints = [{ addresses: ['198.18.0.1'] }];
      if (path.endsWith('/endpointslices')) json(response, 200, { items: [{ metadata }, { metadata, endpoints }] });
      else if (path.endsWith('/events')) json(response, 200, { items: [] });
      else failure(response, 404, 'NotFound', 'not found');
    },
  });
  const parts = new Parts(5_000);
  const slice = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata };
  expect(await readObjects(api.kube, ['shop/web'], [], parts)).toEqual({
    ...{ services: [], slices: [slice, { ...slice, endpoints: [{ addresses: ['198.18.0.1'] }] }] },
    ...{ pods: [], nodes: [], events: [], gone: ['Service shop/web'] },
  });
  expect(parts.missing).toEqual([]);
});

test('no more than 30 pods are read', async () => {
  await using api = await localApi({ answer: (_, response) => failure(response, 404, 'NotFound', 'not found') });
  const names = Array.from({ length: 40 }, (_, index) => `shop/${index}`);
  const { gone } = await readObjects(api.kube, [], names, new Parts(5_000));
  expect(gone.toSorted()).toEqual(
    names
      .slice(0, 30)
      .map((name) => `Pod ${name}`)
      .toSorted(),
  );
});

test('what may not be read is named, and nothing is made of it', async () => {
  await using api = await localApi({
    answer: ({ path }, response) => {
      if (path.endsWith('/pods/a')) json(response, 200, POD);
      else failure(response, 403, 'Forbidden', 'no');
    },
  });
  const parts = new Parts(5_000);
  const pods = [POD];
  expect(await readObjects(api.kube, ['shop/web'], ['shop/a'], parts)).toEqual({
    ...{ services: [], slices: [], pods, nodes: [], events: [], gone: [] },
  });
  expect(parts.missing.map((line) => line.split(': ')[0]).toSorted()).toEqual([
    'EndpointSlices of shop/web',
    'Service shop/web',
    'events of namespace shop',
    'nodes',
  ]);
});

test('a request that is not answered within the bound is given up', async () => {
  await using api = await localApi({ answer: () => {} });
  const parts = new Parts(300);
  expect(await readSlices(api.kube, ['shop/web'], parts)).toEqual([]);
  expect(parts.missing).toEqual(['EndpointSlices of shop/web: not there within 0.3 s']);
  const [connection] = api.connections;
  if (connection && !connection.destroyed) await once(connection, 'close');
  expect(api.connections).toHaveLength(1);
});

test('a pod is in the namespace that is said of it, or in that of the slice', () => {
  const slice = { addressType: 'IPv4', metadata, endpoints: [] };
  const behind = (targetRef: object) => podOf(slice, { addresses: [], targetRef });
  expect(behind({ kind: 'Pod', name: 'a' })).toBe('shop/a');
  expect(behind({ kind: 'Pod', name: 'a', namespace: 'other' })).toBe('other/a');
  expect(behind({ kind: 'Node', name: 'a' })).toBe(null);
});
