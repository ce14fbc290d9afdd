import { expect, test } from '@jest/globals';
import { kubeOf } from '../../kube/kube-of.ts';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { proxy, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { localCluster } from './local-cluster.ts';
import { proxyOn, proxyText } from './node-proxies.ts';
import { Parts } from './parts.ts';
import { proxyPodLog } from './proxies.ts';

test('what each node said stands beside the end of its log, wherever that comes from', () => {
  const [node] = sampleFacts().nodes;
  if (!node) throw new Error('the sample has no node');
  const said = (name: string, log: string[] = []) => ({
    facts: proxy(name),
    text: 'mode: iptables\nhealthz: 200',
    log,
  });
  const dump = { groups: new Map(), connections: [], proxyLog: ['I1128 proxier.go: "from its node"'] };
  const proxies = [said('node-1'), said('node-2', ['I1128 proxier.go: "from its pod"']), said('node-3')];
  expect(proxyText(proxies, [{ node, podCIDRs: [], dump }])).toBe(
    `node node-1
  mode: iptables
  healthz: 200
  last lines of its log
    I1128 proxier.go: "from its node"

node node-2
  mode: iptables
  healthz: 200
  last lines of its log
    I1128 proxier.go: "from its pod"

node node-3
  mode: iptables
  healthz: 200
  last lines of its log: none can be read
`,
  );
  expect(proxyText([], [])).toBe('no kube-proxy could be asked\n');
});

const KUBE_PROXY = {
  metadata: { name: 'kube-proxy-x' },
  spec: { containers: [{ name: 'proxy' }, { name: 'sidecar' }] },
};

test('where kube-proxy is a pod, the end of its log is read through the API; where it is none there is no log', async () => {
  const lines = Array.from({ length: 70 }, (_, index) => `line ${index}`);
  await using api = await localApi({
    answer: ({ path, query }, response) => {
      if (path.endsWith('/kube-proxy-x/log')) response.end(`${lines.join('\n\n')}\n`);
      else if (path !== '/api/v1/namespaces/kube-system/pods') failure(response, 404, 'NotFound', 'not found');
      else json(response, 200, query.fieldSelector === 'spec.nodeName=node-1' ? { items: [KUBE_PROXY] } : {});
    },
  });
  const { signal } = new AbortController();
  expect(await proxyPodLog(api.kube, 'node-1', signal)).toEqual(lines.slice(10));
  expect(await proxyPodLog(api.kube, 'node-2', signal)).toEqual([]);
  expect(api.seen.slice(0, 2)).toMatchObject([
    { query: { labelSelector: 'k8s-app=kube-proxy', fieldSelector: 'spec.nodeName=node-1' } },
    {
      path: '/api/v1/namespaces/kube-system/pods/kube-proxy-x/log',
      query: { container: 'proxy', sinceSeconds: '600' },
    },
  ]);
});

test('its log is waited for no longer than is said', async () => {
  const over = new AbortController();
  await using api = await localApi({
    answer: ({ path }, response) => {
      if (path.endsWith('/log')) over.abort();
      else json(response, 200, { items: [KUBE_PROXY] });
    },
  });
  await expect(proxyPodLog(api.kube, 'node-1', over.signal)).rejects.toThrow();
  expect(api.seen).toHaveLength(2);
  await expect(proxyPodLog(api.kube, 'node-1', over.signal)).rejects.toThrow();
  expect(api.seen).toHaveLength(2);
});

test('a kube-proxy is asked in its node’s network; its log is read where it is no container of ours', async () => {
  await using local = await localCluster({
    answer: ({ path, query }, response) => {
      if (path.endsWith('/log')) response.end('its log\n');
      else if (query.fieldSelector === 'spec.nodeName=node-4') failure(response, 403, 'Forbidden', 'no');
      else json(response, 200, { items: [KUBE_PROXY] });
    },
    prints: (pod, command) => {
      if (pod === 'host-3') return undefined;
      return command.includes('healthz') ? '{}\n200' : 'iptables\n=== metrics\n';
    },
  });
  const clients = ['node-1', 'node-2', 'node-3', 'node-4'].flatMap((node, index) =>
    [false, true].map((hostNetwork) => ({
      ...{ namespace: 'suite', name: `${hostNetwork ? 'host' : 'client'}-${index + 1}`, container: 'client', node },
      ...{ address: '172.18.0.2', hostNetwork },
    })),
  );
  const kube = kubeOf({ kubeconfig: local.api.kubeconfig });
  const parts = new Parts(5_000);
  const asked = async (name: string, containerId?: string) =>
    proxyOn(kube, { clients }, { name, internalIPs: [], ...(containerId && { containerId }) }, parts);
  const facts = proxy('node-1', { lastUpdated: null, currentTime: null, lastSync: null, lastQueued: null });
  const said = { facts, text: 'mode: iptables\nhealthz: {} 200' };
  expect(await asked('node-1')).toEqual({ ...said, log: ['its log'] });
  expect(await asked('node-2', 'container-2')).toEqual({ ...said, facts: { ...facts, node: 'node-2' }, log: [] });
  expect(parts.missing).toEqual([]);
  expect(await asked('node-4')).toEqual({ ...said, facts: { ...facts, node: 'node-4' }, log: [] });
  expect(await asked('node-5')).toBe(undefined);
  expect(parts.missing).toEqual([
    expect.stringContaining('the log of kube-proxy on node node-4: '),
    "kube-proxy on node node-5: no client pod in that node's network can ask it",
  ]);
  await kube[Symbol.asyncDispose]();
});
