import { expect, test } from '@jest/globals';
import { apiRequest, requestText } from './api-request.ts';

test.each([
  ['GET', '/api/v1/namespaces/a/pods/b', 'get pods a/b'],
  ['GET', '/api/v1/namespaces/a/pods?limit=1', 'list pods in a'],
  ['GET', '/api/v1/namespaces/a/pods/b/log?container=c', 'get pods/log a/b'],
  ['GET', '/api/v1/pods', 'list pods'],
  ['GET', '/api/v1/nodes/dev1', 'get nodes dev1'],
  ['GET', '/api/v1/namespaces', 'list namespaces'],
  ['GET', '/api/v1/namespaces/a', 'get namespaces a'],
  ['DELETE', '/api/v1/namespaces/a', 'delete namespaces a'],
  ['POST', '/apis/apps/v1/namespaces/a/deployments', 'create deployments.apps in a'],
  ['PUT', '/apis/apps/v1/namespaces/a/deployments/b/scale', 'update deployments.apps/scale a/b'],
  ['GET', '/k8s/clusters/c/apis/discovery.k8s.io/v1/endpointslices', 'list endpointslices.discovery.k8s.io'],
  ['GET', '/apis/apps/v1', 'get /apis/apps/v1'],
  ['GET', '/readyz?verbose', 'get /readyz'],
])('%s %s', (method, path, text) => {
  expect(requestText(apiRequest(method, `https://127.0.0.1:6443${path}`))).toBe(text);
});

test('a PATCH is an apply if its content says so', () => {
  const url = 'https://127.0.0.1/api/v1/namespaces/a/services/b';
  expect(apiRequest('PATCH', url, 'application/apply-patch+yaml').verb).toBe('apply');
  expect(apiRequest('PATCH', url, 'application/merge-patch+json').verb).toBe('patch');
});
