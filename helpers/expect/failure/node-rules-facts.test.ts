import { expect, test } from '@jest/globals';
import { sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import { type DumpedNode, differenceText, rulesDifference, rulesFacts } from './node-rules-facts.ts';

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
  return { node, podCIDRs: [`10.42.${index}.0/24`], dump: { groups, connections: [], proxyLog: [] } };
}

test('the facts of a node: where its rules lead, and how many name the Service', () => {
  expect(rulesFacts(dumped(0), services)).toEqual({
    node: 'node-1',
    destinations: [{ service: 'shop/web', protocol: 'TCP', address: '10.42.0.5:8080' }],
    lines: [{ service: 'shop/web', count: 2 }],
  });
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
  expect(differenceText([])).toBe('no node fails where another works, so there is nothing to compare\n');
});

test('the own addresses of two nodes are no difference over IPv6 either', () => {
  const dual = services.map((each) => ({ ...each, clusterIPs: [...each.clusterIPs, 'fd00:43::7'] }));
  const own = (index: number): DumpedNode => {
    const rules = [
      `-s fd00:42:0:${index}::/64 -d fd00:12::${index}/128 -j RETURN`,
      `-s fd00:42:0:${index}::1/128 -j RETURN`,
    ];
    const { node, podCIDRs, dump } = dumped(index, [['ip6tables nat POSTROUTING', rules]]);
    const internalIPs = [...node.internalIPs, `fd00:12::${index}`];
    return { node: { ...node, internalIPs }, podCIDRs: [...podCIDRs, `fd00:42:0:${index}::/64`], dump };
  };
  expect(rulesDifference(own(1), own(2), dual)).toMatchObject({ lacks: [], more: [] });
});

test('each node has a difference of its own in the text, and no more than 50 lines of it in the facts', () => {
  const rules = Array.from({ length: 60 }, (_, index) => `-p tcp -m tcp --dport ${index} -j DROP`);
  const failing = dumped(2, [['iptables raw PREROUTING', rules]]);
  const difference = rulesDifference(failing, dumped(0), services);
  expect(difference.more.map(({ line }) => line)).toEqual(rules.slice(0, 50));
  const same = rulesDifference(dumped(1), dumped(0), services);
  const title = ', which does better (- it lacks, + it has more; own addresses aside):';
  expect(differenceText([same, { ...same, failing: 'node-3' }])).toBe(
    `node node-2, which fails, against node node-1${title}
  no difference

node node-3, which fails, against node node-1${title}
  no difference
`,
  );
});
