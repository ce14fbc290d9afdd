import { expect, test } from '@jest/globals';
import type { RuleLine } from '../../failure-facts.ts';
import { says } from '../says.ts';
import { foreignRule } from './foreign-rule.ts';

const withMore = (...more: RuleLine[]) => ({
  differences: [{ failing: 'node-3', working: 'node-1', lacks: [], more }],
});

test.each([
  ['iptables raw PREROUTING', '-p tcp -m tcp --dport 30000:32767 -j DROP'],
  ['iptables filter FORWARD', '-d 10.43.0.7/32 -j REJECT --reject-with icmp-port-unreachable'],
  ['nft inet filter chain input', 'tcp dport 31234 drop'],
  ['nft inet filter chain input', 'tcp dport { 22, 30000-32767 } reject'],
])('%s "%s" takes what is sent to the Service', (group, line) => {
  expect(says(foreignRule, withMore({ group, line }))).toEqual([
    `seen: node node-3 has, and node-1 has not, a rule that drops: ${group} "${line}"`,
    'likely: that rule is why node node-3 fails: it takes what is sent to the Service there',
  ]);
});

test('one that leads elsewhere says so', () => {
  const [group, line] = ['iptables nat PREROUTING', '-p tcp -m tcp --dport 30000:32767 -j REDIRECT --to-ports 10256'];
  expect(says(foreignRule, withMore({ group, line }))[0]).toBe(
    `seen: node node-3 has, and node-1 has not, a rule that redirects: ${group} "${line}"`,
  );
});

test.each([
  '-s 198.18.0.0/15 -j DROP',
  '-p tcp -m tcp --dport 32000:32767 -j DROP',
  '-p udp -m udp --dport 31234 -j DROP',
  '-d 10.43.0.77/32 -j DROP',
])('a rule that names something else, or nothing, is possible only: "%s"', (line) => {
  const group = 'iptables raw PREROUTING';
  expect(says(foreignRule, withMore({ group, line }))[1]).toBe('possible: that rule is why node node-3 fails');
});

test("what lets through, what both have, and kube-proxy's own rules say nothing", () => {
  expect(
    says(foreignRule, withMore({ group: 'iptables filter INPUT', line: '-p tcp --dport 31234 -j ACCEPT' })),
  ).toEqual([]);
  expect(
    says(foreignRule, withMore({ group: 'iptables filter KUBE-FIREWALL', line: '--dport 31234 -j DROP' })),
  ).toEqual([]);
  expect(says(foreignRule, withMore({ group: 'nft ip kube-proxy chain reject-chain', line: 'reject' }))).toEqual([]);
  expect(says(foreignRule, {})).toEqual([]);
});
