import { expect, test } from '@jest/globals';
import { difference } from './node-difference.ts';
import { groupsOf } from './node-snapshot.ts';

const state = (rules: string[], rest = '=== routes\ndefault via 172.18.0.1 dev eth0\n') => ({
  node: { name: 'a', internalIPs: [] },
  groups: groupsOf(`=== iptables\n*filter\n:FORWARD ACCEPT [0:0]\n${rules.join('\n')}\nCOMMIT\n${rest}`),
});
const [one, two, kube] = ['-A FORWARD -i eth0 -j DROP', '-A FORWARD -j ACCEPT', '-A FORWARD -j KUBE-FORWARD'];

test('nothing is other than before', () => {
  expect(difference(state([one, two]), state([one, two]))).toEqual([]);
});

test('a rule more, a rule less, each once too often', () => {
  expect(difference(state([one]), state([one, two, two]))).toEqual([
    'node a: iptables filter FORWARD has more: "-j ACCEPT"',
    'node a: iptables filter FORWARD has more: "-j ACCEPT"',
  ]);
  expect(difference(state([one, one]), state([one]))).toEqual([
    'node a: iptables filter FORWARD lacks "-i eth0 -j DROP"',
  ]);
});

test('the order of rules counts, but for the jumps to chains of Kubernetes', () => {
  expect(difference(state([one, two]), state([two, one]))).toEqual([
    'node a: iptables filter FORWARD has its lines in another order',
  ]);
  expect(difference(state([one, kube]), state([kube, one]))).toEqual([]);
});

test('a chain that is gone, a route, a setting', () => {
  const rest = '=== routes\n10.42.1.0/24 via 172.18.0.3 dev eth0\n=== settings\nnet/ipv4/ip_forward = 0\n';
  const after = { ...state([], rest) };
  after.groups.delete('iptables filter FORWARD');
  expect(difference(state([two]), after)).toEqual([
    'node a: iptables filter FORWARD is gone',
    'node a: routes lacks "default via 172.18.0.1 dev eth0"',
    'node a: routes has more: "10.42.1.0/24 via 172.18.0.3 dev eth0"',
    'node a: settings has more: "net/ipv4/ip_forward = 0"',
  ]);
});

test("what comes and goes with pods is no part of a node's routes", () => {
  const rest = `=== routes
default via 172.18.0.1 dev eth0
fe80::/64 dev veth55e4c449 proto kernel metric 256 pref medium
local fe80::7c9c:6cff:fe9e:bde6 dev cni0 table local proto kernel metric 0 pref medium
local fd00:42:0:2::1 dev cni0 table local proto kernel metric 0 pref medium
anycast fd00:42:0:2:: dev cni0 table local proto kernel metric 0 pref medium
`;
  expect(difference(state([]), state([], rest))).toEqual([]);
});

test('comments do not count, whatever order kube-proxy writes its rules in', () => {
  const chain = (...rules: string[]) => state([':KUBE-SVC-X - [0:0]', ...rules.map((rule) => `-A KUBE-SVC-X ${rule}`)]);
  const [a, b] = ['-j KUBE-SEP-A', '-s 10.42.0.2/32 -j KUBE-MARK-MASQ'];
  expect(difference(chain(`-m comment --comment "shop/web:http" ${a}`, b), chain(b, a))).toEqual([]);
  expect(difference(chain(`-m comment --comment plain ${a}`), chain(a, b))).toEqual([
    `node a: iptables filter KUBE-SVC-X has more: "${b}"`,
  ]);
});
