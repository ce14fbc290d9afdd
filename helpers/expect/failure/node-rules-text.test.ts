import { describe, expect, test } from '@jest/globals';
import { sampleFacts } from '../../report/diagnosis/sample-facts.ts';
import type { ServiceFacts } from '../../report/failure-facts.ts';
import { rulesText } from './node-rules-facts.ts';

const { nodes, services } = sampleFacts();
const [node = { name: 'node-1', internalIPs: [], ready: true }] = nodes;
const [web] = services;
if (!web) throw new Error('the sample has no Service');

const other: ServiceFacts = { ...web, name: 'shop/other', clusterIPs: ['10.43.0.8'], ports: [] };
const RULES: Record<string, string[]> = {
  'iptables nat PREROUTING': ['-j KUBE-SERVICES', '-j OWN'],
  'ip6tables nat PREROUTING': ['-j KUBE-SERVICES'],
  'nft inet ip6tables chain own': ['counter'],
  'nft inet iptables chain own': ['counter'],
  'nft ip6 kube-proxy chain services': ['counter'],
};

function text(
  rules: Record<string, string[]>,
  connections: readonly string[],
  about: readonly ServiceFacts[],
  addresses: readonly string[] = [],
): string {
  const dump = { groups: new Map(Object.entries(rules)), connections, proxyLog: [] };
  return rulesText({ node, podCIDRs: [], dump }, about, addresses);
}

test('the file of a node has rules, routes and the connections of the Services, and no family that they have not', () => {
  const routes = ['default via 172.18.0.1 dev eth0', '10.42.0.0/24 dev cni0'];
  const own = 'tcp 6 src=172.18.0.1 dst=172.18.0.4 sport=4711 dport=31234 src=10.42.0.5 dst=172.18.0.1';
  const others = 'tcp 6 src=10.42.0.2 dst=10.43.0.1 sport=4712 dport=443';
  expect(text({ ...RULES, routes }, [others, own], [web, other])).toBe(
    `node node-1: what a connection to shop/web, shop/other passes
# iptables nat PREROUTING
  -j KUBE-SERVICES
  -j OWN
# nft inet ip6tables chain own
  counter
# nft inet iptables chain own
  counter

# routes
  default via 172.18.0.1 dev eth0
  10.42.0.0/24 dev cni0

# connections that the kernel tracks, 1 of 2
  ${own}
`,
  );
});

test.each([
  ['of both families', ['10.43.0.7', 'fd00:43::7'], Object.keys(RULES)],
  ['of IPv6 alone', ['fd00:43::7'], Object.keys(RULES).slice(1)],
  ['that has left none behind to tell by', [], Object.keys(RULES)],
])('a Service %s has the rules of its families', (_, clusterIPs, groups) => {
  const shown = text(RULES, [], [{ ...web, clusterIPs }])
    .split('\n')
    .filter((line) => /^# (ip|nft)/.test(line));
  expect(shown).toEqual(groups.map((group) => `# ${group}`));
});

test('the families of several Services are those of each', () => {
  const groups = text(RULES, [], [other, { ...web, clusterIPs: ['fd00:43::7'] }])
    .split('\n')
    .filter((line) => /^# (ip|nft)/.test(line));
  expect(groups).toEqual(Object.keys(RULES).map((group) => `# ${group}`));
});

test('a node without rules and routes, for no Service in particular, says so', () => {
  expect(text({}, [], [])).toBe(
    `node node-1: what a connection to a Service passes
no rules

# routes

# connections that the kernel tracks, 0 of 0
`,
  );
});

describe('connections', () => {
  const shown = (connections: readonly string[], about: readonly ServiceFacts[], addresses: readonly string[] = []) =>
    text({}, connections, about, addresses)
      .split('\n')
      .slice(6, -1)
      .map((line) => line.trim());

  test('that went unanswered come first, then those to the Service itself', () => {
    const pod = 'tcp 6 117 TIME_WAIT src=10.42.0.9 dst=10.42.0.5 sport=1 dport=8080 src=10.42.0.5 dst=10.42.0.9';
    const lost = 'tcp  6 110 SYN_SENT src=10.42.0.9  dst=10.42.0.5 sport=2 dport=8080 [UNREPLIED] src=10.42.0.5';
    const own = 'tcp 6 117 TIME_WAIT src=10.42.0.9 dst=10.43.0.7 sport=1 dport=80 src=10.42.0.5 dst=10.42.0.9';
    expect(shown([pod, own, lost], services, ['10.42.0.5'])).toEqual([lost, own, pod]);
  });

  test('are those to and from its addresses, and to its node ports', () => {
    const [port] = web.ports;
    const ports = [31_235, 31_236, null].flatMap((nodePort) => (port ? [{ ...port, nodePort }] : []));
    const own = [
      'tcp 6 src=10.42.0.9 dst=10.43.0.7 sport=1 dport=80',
      'tcp 6 src=172.18.0.1 dst=172.18.0.2 sport=1 dport=31235',
      'tcp 6 src=172.18.0.1 dst=172.18.0.2 sport=1 dport=31236',
    ];
    const ofPods = [
      'tcp 6 src=10.42.0.9 dst=10.42.0.5 sport=1 dport=8080',
      'tcp 6 src=10.42.0.5 dst=198.18.0.1 sport=1 dport=443',
    ];
    const others = ['tcp 6 src=10.42.0.9 dst=10.42.0.55 sport=31235 dport=8080', 'icmp 1 src=10.42.0.9 dst=10.42.0.6'];
    const all = [...others, ...ofPods, ...own];
    expect(shown(all, [other, { ...web, ports }], ['10.42.0.5', '10.42.1.5'])).toEqual([...own, ...ofPods]);
  });

  test('that are more than 300 are counted', () => {
    const many = Array.from({ length: 400 }, (_, index) => `tcp 6 src=10.42.0.9 dst=10.43.0.7 sport=${index} dport=80`);
    const lines = text({}, many, services).split('\n');
    expect(lines[5]).toBe('# connections that the kernel tracks, 400 of 400');
    expect(shown(many, services)).toEqual(many.slice(0, 300));
  });
});
