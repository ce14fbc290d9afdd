import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Cluster } from '../../cluster/cluster.ts';
import { failure, json, localApi, type SeenRequest } from '../../kube/local-api.ts';
import { gatherFailure } from './gather.ts';
import { sampleAsked } from './sample-asked.ts';

/** Far below what the specs allow, so that the test does not wait for it, in ms. */
const WITHIN_MS = 1_000;

async function gathered(answer: (request: SeenRequest, response: ServerResponse) => void) {
  await using api = await localApi({ answer });
  const folder = mkdtempSync(join(tmpdir(), 'gather-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const cluster = { server: `http://127.0.0.1:${api.port}`, 'insecure-skip-tls-verify': true };
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'x', users: [{ name: 'u', user: { token: 'hush' } }] },
    ...{ clusters: [{ name: 'c', cluster }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }] },
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const nodes = ['node-1', 'node-2'].map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`] }));
  const run = { cluster: { kubeconfig, nodes, clients: [], proxyMode: 'iptables' } as unknown as Cluster, nonce: 'n1' };
  const observed = { asked: [sampleAsked()], fields: [] };
  try {
    return await gatherFailure({ id: 'SAMPLE-7', run, observed, token: () => 'token', within: WITHIN_MS });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an API server that says nothing costs its part, within the bound, and nothing else', async () => {
  const started = performance.now();
  const { facts, files } = await gathered(() => {});
  expect(performance.now() - started).toBeLessThan(3 * WITHIN_MS);
  expect(facts.missing).toContain('Service shop/web: not there within 1 s');
  expect(facts.missing).toContain("kube-proxy on node node-1: no client pod in that node's network can ask it");
  expect(facts.nodes.map(({ ready }) => ready)).toEqual([null, null]);
  expect(facts.observations).toHaveLength(1);
  expect(files['probes.txt']).toContain('2 x timeout: no whole answer within … ms');
  // The failed door is looked at again even so.
  expect(facts.looks.length).toBeLessThanOrEqual(1);
});

test('what is there is in the files, and no credential is', async () => {
  const { facts, files } = await gathered(({ path }, response) => {
    if (path === '/api/v1/namespaces/shop/services/web')
      json(response, 200, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace: 'shop', name: 'web' },
        spec: {},
      });
    else if (path.endsWith('endpointslices')) json(response, 200, { items: [] });
    else failure(response, 404, 'NotFound', 'not found');
  });
  expect(Object.keys(files).sort()).toEqual(['endpoints.txt', 'events.txt', 'objects.yaml', 'probes.txt', 'proxy.txt']);
  expect(files['objects.yaml']).toContain('kind: Service');
  expect(files['endpoints.txt']).toContain('in no EndpointSlice:\n    pod shop/a: is not there; it was at 10.42.0.5');
  expect(facts).toMatchObject({ id: 'SAMPLE-7', proxyMode: 'iptables', rules: [], services: [{ exists: true }] });
  expect(JSON.stringify([facts, files])).not.toContain('hush');
});
