import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { failure, json, localApi, type SeenRequest } from '../../kube/local-api.ts';
import { eventsText, objectsYaml, readObjects } from './objects.ts';
import { Parts } from './parts.ts';

const WEB = {
  ...{ apiVersion: 'v1', kind: 'Service', spec: { clusterIP: '10.43.0.7' } },
  metadata: { namespace: 'shop', name: 'web', managedFields: [{ manager: 'kubectl' }] },
};
const SLICE = {
  metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: [{ addresses: ['10.42.0.5'], targetRef: { kind: 'Pod', namespace: 'shop', name: 'a' } }],
};
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'a' } };
const event = (name: string, lastTimestamp: string) => ({
  ...{ type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe\nfailed', count: 3, lastTimestamp },
  involvedObject: { kind: 'Pod', name },
});

function answer({ path }: SeenRequest, response: ServerResponse): void {
  const known: Record<string, unknown> = {
    '/api/v1/namespaces/shop/services/web': WEB,
    '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices': { items: [SLICE] },
    '/api/v1/namespaces/shop/pods/a': POD,
    '/api/v1/namespaces/shop/events': {
      items: [event('a', '2026-11-28T10:00:01Z'), event('other', '2026-11-28T10:00:00Z')],
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
  expect(eventsText(objects.events)).toBe(
    '2026-11-28T10:00:01Z  Warning  Pod a  Unhealthy (3 times): Readiness probe failed\n',
  );
  expect(parts.missing).toEqual(['nodes: list nodes: 403 Forbidden: nodes is forbidden']);
  expect(api.seen.filter(({ path }) => /secrets|serviceaccounts|configmaps/.test(path))).toEqual([]);
});
