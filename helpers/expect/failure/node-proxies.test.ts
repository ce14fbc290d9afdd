import { expect, test } from '@jest/globals';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { proxy, sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { proxyText } from './node-proxies.ts';
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

test('where kube-proxy is a pod, its log is read through the API; where it is none there is no log', async () => {
  const pod = { metadata: { name: 'kube-proxy-x' }, spec: { containers: [{ name: 'kube-proxy' }] } };
  await using api = await localApi({
    answer: ({ path, query }, response) => {
      if (path.endsWith('/kube-proxy-x/log')) response.end('first\nlast\n');
      else if (path === '/api/v1/namespaces/kube-system/pods') {
        json(response, 200, { items: query.fieldSelector === 'spec.nodeName=node-1' ? [pod] : [] });
      } else failure(response, 404, 'NotFound', 'not found');
    },
  });
  const { signal } = new AbortController();
  expect(await proxyPodLog(api.kube, 'node-1', signal)).toEqual(['first', 'last']);
  expect(await proxyPodLog(api.kube, 'node-2', signal)).toEqual([]);
});
