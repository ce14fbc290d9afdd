import { expect, test } from '@jest/globals';
import type { ClientPod, Cluster } from '../../cluster/cluster.ts';
import { CREDENTIAL, failure, json } from '../../kube/local-api.ts';
import type { Asked } from '../observation.ts';
import { CLUSTER_IP, NODE_PORT, scriptedClient, scriptedSubject } from '../scripted-client.ts';
import { gatherFailure } from './gather.ts';
import { localCluster, type Told } from './local-cluster.ts';
import { sampleAsked } from './sample-asked.ts';

/** Far below what the specs allow, so that the test does not wait for it, in ms. */
const WITHIN_MS = 1_000;

async function gathered(told: Told, asked: readonly Asked[], about: Partial<Cluster> = {}, within = 5_000) {
  await using local = await localCluster(told);
  const nodes = ['node-1', 'node-2'].map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`] }));
  const cluster = { nodes, clients: [], proxyMode: 'iptables', ...about, kubeconfig: local.api.kubeconfig };
  const run = { cluster: cluster as unknown as Cluster, nonce: 'n1' };
  const request = { id: 'SAMPLE-7', run, observed: { asked, fields: [] }, token: () => 'token', within };
  return { ...(await gatherFailure(request)), paths: local.api.seen.map(({ path }) => path) };
}

const nothing: Told = { answer: (_, response) => failure(response, 404, 'NotFound', 'not found') };
const lost = { outcome: 'timeout', detail: 'no answer', totalMs: 3_000 } as const;

test('an API server that says nothing costs its part, within the bound, and nothing else', async () => {
  const started = performance.now();
  const client = scriptedClient(() => ({}), { look: () => new Promise(() => {}) });
  const of = scriptedSubject({ arrivals: () => Promise.reject(new Error('no logs')) });
  const asked = [{ ...sampleAsked({ client }), of }];
  const { facts, files } = await gathered({ answer: () => {} }, asked, {}, WITHIN_MS);
  expect(performance.now() - started).toBeLessThan(10 * WITHIN_MS);
  expect(facts.missing.toSorted()).toEqual([
    'EndpointSlices of shop/web: not there within 1 s',
    'EndpointSlices of shop/web: not there within 1 s',
    'Pod shop/a: not there within 1 s',
    'Pod shop/b: not there within 1 s',
    'Service shop/web: not there within 1 s',
    'events of namespace shop: not there within 1 s',
    "kube-proxy on node node-1: no client pod in that node's network can ask it",
    "kube-proxy on node node-2: no client pod in that node's network can ask it",
    'looks from other places: not there within 1 s',
    'nodes: not there within 1 s',
    "the backends' access logs: no logs",
  ]);
  expect(facts.nodes.map(({ ready }) => ready)).toEqual([null, null]);
  expect(facts.observations).toHaveLength(1);
  expect(facts.looks).toEqual([]);
  expect(files['probes.txt']).toContain('2 x timeout: no whole answer within … ms');
});

test('what is there is in the files, and no credential is', async () => {
  const { facts, files } = await gathered(
    {
      answer: ({ path }, response) => {
        const metadata = { namespace: 'shop', name: 'web' };
        if (path === '/api/v1/namespaces/shop/services/web')
          json(response, 200, { kind: 'Service', metadata, spec: {} });
        else failure(response, 404, 'NotFound', 'not found');
      },
    },
    [sampleAsked()],
  );
  expect(Object.keys(files).sort()).toEqual(['endpoints.txt', 'events.txt', 'objects.yaml', 'probes.txt', 'proxy.txt']);
  expect(files['objects.yaml']).toContain('kind: Service');
  expect(files['endpoints.txt']).toContain('in no EndpointSlice:\n    pod shop/a: is not there; it was at 10.42.0.5');
  expect(facts).toMatchObject({ id: 'SAMPLE-7', proxyMode: 'iptables', rules: [], services: [{ exists: true }] });
  expect(JSON.stringify([facts, files])).not.toContain(CREDENTIAL);
});

test('six nodes at most are looked into, those that the failure names first', async () => {
  const nodes = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => ({ name: `node-${index}`, internalIPs: [] }));
  const client = scriptedClient(() => ({}), { node: 'node-7' });
  const failed = { ...sampleAsked({ client, target: { ...NODE_PORT, node: 'node-8' } }) };
  const asked = [{ ...failed, control: { ...NODE_PORT, node: 'node-6' } }];
  const { facts } = await gathered(nothing, asked, { nodes });
  expect(facts.missing.map((line) => line.split(':')[0])).toEqual(
    [6, 7, 8, 1, 2, 3].map((index) => `kube-proxy on node node-${index}`),
  );
});

test('what nobody judged is not looked at again where it is as it had to be', async () => {
  const unjudged = sampleAsked({ results: [{ backend: 'shop/a' }], evidence: null, holds: null });
  expect((await gathered(nothing, [unjudged])).facts.looks).toEqual([]);
});

test('a probe that got lost is found in the access logs of whichever Service it was for', async () => {
  const arrived = (name: string, token: string) =>
    scriptedSubject({ name, arrivals: async () => new Map([[token, { backend: `${name}-1`, from: '172.18.0.1' }]]) });
  const asked = [
    { ...sampleAsked({ results: [lost, lost, lost] }), of: arrived('shop/web', 'token-1') },
    { ...sampleAsked({ target: { ...CLUSTER_IP, service: 'shop/other' } }), of: arrived('shop/other', 'token-0') },
  ];
  const { facts } = await gathered(nothing, asked);
  const backends = facts.observations.map((each) => each.arrived.map(({ backend, count }) => `${count} ${backend}`));
  expect(backends).toEqual([
    ['1 shop/other-1', '1 shop/web-1'],
    ['1 shop/other-1', '1 shop/web-1'],
  ]);
});

test('the pods are those that had to answer for the Services that failed, and those that asked', async () => {
  const [a, b] = scriptedSubject().backends;
  const backends = (...each: (typeof a)[]) => each.flatMap((one) => one ?? []);
  const fine = sampleAsked({ results: [{ backend: 'shop/b' }], evidence: null });
  const elsewhere = scriptedSubject({
    name: 'shop/elsewhere',
    backends: [{ name: 'shop/c', address: '1', node: 'x' }],
  });
  const clients = [false, true].map(
    (hostNetwork): ClientPod => ({
      ...{ namespace: 'suite', name: hostNetwork ? 'host' : 'client-1', container: 'client', node: 'node-1' },
      ...{ address: '10.42.0.9', hostNetwork },
    }),
  );
  const { paths, facts } = await gathered(
    nothing,
    [
      { ...sampleAsked(), of: scriptedSubject({ backends: backends(a) }) },
      { ...fine, of: scriptedSubject({ backends: backends(b) }) },
      { ...fine, of: elsewhere },
    ],
    { clients },
  );
  expect(paths.filter((path) => path.includes('/pods/')).toSorted()).toEqual([
    ...['shop/pods/a', 'shop/pods/b', 'suite/pods/client-1'].map((path) => `/api/v1/namespaces/${path}`),
  ]);
  expect(facts.looks.map(({ from }) => from.name)).toContain('pod suite/client-1');
  expect(facts.looks.map(({ from }) => from.kind)).not.toContain('node');
});
