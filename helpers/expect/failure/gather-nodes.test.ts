import { expect, test } from '@jest/globals';
import type { Cluster } from '../../cluster/cluster.ts';
import { failure, json } from '../../kube/local-api.ts';
import { NODE_PORT } from '../scripted-client.ts';
import { gatherFailure } from './gather.ts';
import { localCluster } from './local-cluster.ts';
import { sampleAsked } from './sample-asked.ts';

const SERVICE_RULE = '-d 10.43.0.7/32 -p tcp -m comment --comment "shop/web cluster IP" -j KUBE-SVC-AAAAAAAAAAAAAAAA';
const NODE_PORT_RULE = '-p tcp -m comment --comment "shop/web" -m tcp --dport 30080 -j KUBE-SVC-AAAAAAAAAAAAAAAA';
const DNAT = '-p tcp -m comment --comment "shop/web" -j DNAT --to-destination 10.42.0.5:80';
const LOST =
  'tcp 6 110 SYN_SENT src=10.42.0.9 dst=172.18.0.3 sport=1 dport=30080 [UNREPLIED] src=10.42.0.5 dst=172.18.0.3';
const ANSWERED = 'tcp 6 src=172.18.0.1 dst=172.18.0.2 sport=2 dport=30080 src=10.42.0.5 dst=172.18.0.2';
const OF_BACKEND = 'tcp 6 src=10.42.0.5 dst=198.18.0.1 sport=2 dport=443 src=198.18.0.1 dst=10.42.0.5';
const OF_ENDPOINT = 'tcp 6 src=10.42.0.7 dst=198.18.0.1 sport=3 dport=443 src=198.18.0.1 dst=10.42.0.7';
const OTHERS = 'tcp 6 src=10.42.0.8 dst=198.18.0.1 sport=4 dport=443 src=198.18.0.1 dst=10.42.0.8';

/** What a node prints that has an address and pods of its own. */
const nodeSays = (index: number, rules: readonly string[], connections: readonly string[] = []) => `=== iptables
*nat
:POSTROUTING ACCEPT [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC-AAAAAAAAAAAAAAAA - [0:0]
-A POSTROUTING -s 10.42.${index - 1}.0/24 -d 172.18.0.${index + 1}/32 -j RETURN
-A KUBE-SERVICES ${SERVICE_RULE}
${rules.map((rule) => `-A KUBE-NODEPORTS ${rule}`).join('\n')}
-A KUBE-SVC-AAAAAAAAAAAAAAAA ${DNAT}
COMMIT
=== routes
default via 172.18.0.1 dev eth0
=== connections
${connections.join('\n')}
=== log
I1128 proxier.go: "of node-${index}"
`;

const OBJECTS: Record<string, object> = {
  '/api/v1/namespaces/shop/services/web': {
    metadata: { namespace: 'shop', name: 'web' },
    spec: { type: 'NodePort', clusterIPs: ['10.43.0.7'], ports: [{ port: 80, nodePort: 30_080 }] },
  },
  '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices': {
    items: [
      {
        metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
        endpoints: [{ addresses: ['10.42.0.7'] }],
      },
    ],
  },
  '/api/v1/nodes': {
    items: [
      { metadata: { name: 'node-2' }, spec: { podCIDRs: ['10.42.1.0/24'] } },
      { metadata: { name: 'node-1' }, spec: { podCIDRs: ['10.42.0.0/24'] } },
    ],
  },
};

const node = (index: number, containerId?: string) => ({
  ...{ name: `node-${index}`, internalIPs: [`172.18.0.${index + 1}`], ...(containerId && { containerId }) },
});

/** Node 2 lacks a rule and fails, node 1 works, of node 3 the API knows nothing, node 4 is gone, node 5 fails and is no container. */
async function gathered() {
  const connections = [ANSWERED, LOST, OF_BACKEND, OF_ENDPOINT, OTHERS];
  await using local = await localCluster({
    answer: ({ path }, response) => {
      const object = OBJECTS[path];
      if (object) json(response, 200, object);
      else failure(response, 404, 'NotFound', 'not found');
    },
    prints: (pod, command) => {
      if (pod !== 'host') return undefined;
      return command.includes('healthz') ? '{"healthy":true}\n200' : 'iptables\n=== metrics\n';
    },
    nodes: {
      'container-1': nodeSays(1, [NODE_PORT_RULE]),
      'container-2': nodeSays(2, [], connections),
      'container-3': nodeSays(3, [NODE_PORT_RULE]),
    },
  });
  const nodes = [node(3, 'container-3'), node(4, 'gone'), node(1, 'container-1'), node(2, 'container-2'), node(5)];
  const host = { namespace: 'suite', name: 'host', container: 'client', address: '172.18.0.3', hostNetwork: true };
  const clients = [{ ...host, node: 'node-2' }];
  const cluster = { kubeconfig: local.api.kubeconfig, nodes, clients, proxyMode: 'iptables' } as unknown as Cluster;
  const works = { ...NODE_PORT, host: '172.18.0.2', node: 'node-1' };
  const unseen = { ...NODE_PORT, host: '172.18.0.6', node: 'node-5' };
  const fine = sampleAsked({ target: works, results: [{ backend: 'shop/a' }], evidence: null });
  const asked = [sampleAsked(), fine, sampleAsked({ target: unseen })];
  const observed = { asked, fields: [] };
  return await gatherFailure({ id: 'SAMPLE-7', run: { cluster, nonce: 'n1' }, observed, token: () => 'token' });
}

test('what the nodes have of the Service is told node by node, with what the one that fails lacks', async () => {
  const { facts, files } = await gathered();
  const rules = (name: string, count: number) => ({
    ...{ node: name, destinations: [{ service: 'shop/web', protocol: 'TCP', address: '10.42.0.5:80' }] },
    lines: [{ service: 'shop/web', count }],
  });
  expect(facts.rules).toEqual([rules('node-1', 3), rules('node-2', 2), rules('node-3', 3)]);
  expect(facts.differences).toEqual([
    {
      ...{ failing: 'node-2', working: 'node-1', more: [] },
      lacks: [{ group: 'iptables nat KUBE-NODEPORTS', line: NODE_PORT_RULE }],
    },
  ]);
  expect(facts.tracked).toEqual([
    {
      ...{ node: 'node-2', protocol: 'TCP', from: '10.42.0.9', to: '172.18.0.3', port: 30_080, count: 1 },
      ...{ answersFrom: '10.42.0.5', answersTo: '172.18.0.3', unanswered: true },
    },
  ]);
  expect(facts.proxies.map((proxy) => [proxy.node, proxy.mode, proxy.healthz])).toEqual([['node-2', 'iptables', 200]]);
  expect(facts.missing.filter((line) => !line.startsWith('kube-proxy'))).toEqual([
    expect.stringContaining('the rules of node node-4: '),
  ]);
  expect(facts.durationMs).toBeLessThan(60_000);
  const nodeFiles = ['rules-diff.txt', 'rules-node-1.txt', 'rules-node-2.txt', 'rules-node-3.txt'];
  expect(Object.keys(files).filter((name) => name.startsWith('rules'))).toEqual(expect.arrayContaining(nodeFiles));
  expect(files['rules-diff.txt']).toContain(`- iptables nat KUBE-NODEPORTS: ${NODE_PORT_RULE}\n`);
  expect(files['rules-node-2.txt']?.split('kernel tracks, ')[1]).toBe(
    `4 of 5\n  ${LOST}\n  ${ANSWERED}\n  ${OF_BACKEND}\n  ${OF_ENDPOINT}\n`,
  );
  expect(files['proxy.txt']).toContain('    I1128 proxier.go: "of node-2"\n');
});
