import { expect, test } from '@jest/globals';
import { choosing, rulesOf } from './lead.ts';
import { tableText } from './nft-table.ts';

const ends = ['10.42.0.1', '10.42.0.2', '10.42.0.3'].map((address) => ({ address, port: 8080 }));
const door = { clusterIP: '10.43.0.5', port: 80, nodePort: 30_080, protocol: 'tcp' } as const;

test('each end is as likely as the others', () => {
  expect(choosing('M', ends)).toEqual([
    'M numgen random mod 3 0 dnat to 10.42.0.1:8080',
    'M numgen random mod 2 0 dnat to 10.42.0.2:8080',
    'M dnat to 10.42.0.3:8080',
  ]);
});

test('a nodePort hides its client, a ClusterIP does not, and a pod that reaches itself is hidden from itself', () => {
  const to = ends.slice(0, 1);
  const { arrives, leaves, chooses, choosesLocal, hides } = rulesOf([
    { at: 'ClusterIP', door, to },
    { at: 'nodePort', door, to },
  ]);
  expect(arrives).toEqual(['fib daddr type local tcp dport 30080 meta mark set meta mark or 0x4000']);
  expect(leaves).toEqual(arrives);
  expect(chooses).toEqual([
    'ip daddr 10.43.0.5 tcp dport 80 dnat to 10.42.0.1:8080',
    'fib daddr type local tcp dport 30080 dnat to 10.42.0.1:8080',
  ]);
  expect(choosesLocal).toEqual(chooses);
  expect(hides).toEqual(['ip saddr 10.42.0.1 ip daddr 10.42.0.1 masquerade']);
});

test('a door that leads nowhere is left to kube-proxy', () => {
  expect(Object.values(rulesOf([{ at: 'ClusterIP', door, to: [] }])).flat()).toEqual([]);
});

test('a table takes the place of the one before in one step, and has only hooks with rules', () => {
  expect(tableText({ arrives: ['drop'], leaves: [] }).split('\n')).toEqual([
    'table ip service-conformance-fault',
    'delete table ip service-conformance-fault',
    'table ip service-conformance-fault {',
    'chain arrives { type filter hook prerouting priority -150;',
    'drop',
    '}',
    '}',
  ]);
});
