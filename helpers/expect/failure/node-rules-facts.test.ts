import { expect, test } from '@jest/globals';
import { sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { type DumpedNode, differenceText, rulesDifference, rulesFacts, rulesText } from './node-rules-facts.ts';

const { nodes, services } = sampleFacts();
const DROP = '-p tcp -m tcp --dport 30000:32767 -j DROP';

function dumped(index: number, more: readonly (readonly [string, string[]])[] = []): DumpedNode {
  const [node] = nodes.slice(index);
  if (!node) throw new Error('no such node');
  const own = `-s 10.42.${index}.0/24 -d ${node.internalIPs[0]}/32 -j RETURN`;
  const groups = new Map([
    ['iptables nat POSTROUTING', [own]],
    [
      'iptables nat KUBE-SERVICES',
      ['-d 10.43.0.7/32 -p tcp -m comment --comment "shop/web cluster IP" -j KUBE-SVC-AAAAAAAAAAAAAAAA'],
    ],
    [
      'iptables nat KUBE-SVC-AAAAAAAAAAAAAAAA',
      ['-p tcp -m comment --comment "shop/web" -j DNAT --to-destination 10.42.0.5:8080'],
    ],
    ['ip6tables nat POSTROUTING', ['-j KUBE-POSTROUTING']],
    ['routes', ['default via 172.18.0.1 dev eth0']],
    ...more,
  ]);
  const connections = [
    'tcp 6 src=172.18.0.1 dst=172.18.0.4 sport=4711 dport=31234 src=10.42.0.5 dst=172.18.0.1',
    'tcp 6 src=10.42.0.2 dst=10.43.0.1 sport=4712 dport=443',
  ];
  return { node, podCIDRs: [`10.42.${index}.0/24`], dump: { groups, connections, proxyLog: [] } };
}

test('the facts of a node: where its rules lead, and how many name the Service', () => {
  expect(rulesFacts(dumped(0), services)).toEqual({
    node: 'node-1',
    destinations: [{ service: 'shop/web', protocol: 'TCP', address: '10.42.0.5:8080' }],
    lines: [{ service: 'shop/web', count: 2 }],
  });
});

test('its file has rules, routes and the connections of the Service, and no family that it has not', () => {
  const text = rulesText(dumped(0), services, []);
  expect(text).toContain('node node-1: what a connection to shop/web passes\n# iptables nat POSTROUTING\n');
  expect(text).toContain('# routes\n  default via 172.18.0.1 dev eth0\n');
  expect(text).toContain('# connections that the kernel tracks, 1 of 2\n  tcp 6 src=172.18.0.1 dst=172.18.0.4');
  expect(text).not.toContain('ip6tables');
});

test('connections that went unanswered come first, then those to the Service itself', () => {
  const node = dumped(0);
  const pod = 'tcp 6 117 TIME_WAIT src=10.42.0.9 dst=10.42.0.5 sport=1 dport=8080 src=10.42.0.5 dst=10.42.0.9';
  const lost =
    'tcp 6 110 SYN_SENT src=10.42.0.9 dst=10.42.0.5 sport=2 dport=8080 [UNREPLIED] src=10.42.0.5 dst=10.42.0.9';
  const [own = ''] = node.dump.connections;
  const dump = { ...node.dump, connections: [pod, own, lost] };
  const shown = rulesText({ ...node, dump }, services, ['10.42.0.5'])
    .split('\n')
    .slice(-4, -1);
  expect(shown.map((line) => line.trim())).toEqual([lost, own, pod]);
});

test('the difference is what one has more or lacks, whatever the own addresses of the two', () => {
  const failing = dumped(2, [
    ['iptables raw PREROUTING', [DROP]],
    ['iptables nat KUBE-SVC-AAAAAAAAAAAAAAAA', []],
  ]);
  const difference = rulesDifference(failing, dumped(0), services);
  expect(difference.more).toEqual([{ group: 'iptables raw PREROUTING', line: DROP }]);
  expect(differenceText([difference])).toBe(
    `node node-3, which fails, against node node-1, which does better (- it lacks, + it has more; own addresses aside):
- iptables nat KUBE-SVC-AAAAAAAAAAAAAAAA: -p tcp -m comment --comment "shop/web" -j DNAT --to-destination 10.42.0.5:8080
+ iptables raw PREROUTING: ${DROP}
`,
  );
  expect(differenceText([rulesDifference(dumped(1), dumped(0), services)])).toContain('  no difference\n');
  expect(differenceText([])).toContain('nothing to compare');
});
