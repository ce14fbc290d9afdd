import { expect, test } from '@jest/globals';
import type { Protocol } from '../probe/probe.ts';
import { isNodePortAddress, isOpenOnLoopback } from './nodeport-addresses.ts';
import type { ProxyConfig } from './proxy-config.ts';

const INTERNAL = ['172.20.0.3', 'fd00:12::3'];

test.each([
  ['all, the bridge', '10.42.2.1', [], true],
  ['primary, the InternalIP', '172.20.0.3', ['primary'], true],
  ['primary, its IPv6 one', 'fd00:12::3', ['primary'], true],
  ['primary, the bridge', '10.42.2.1', ['primary'], false],
  ['a CIDR with it', '10.42.2.1', ['10.0.0.0/8'], true],
  ['a CIDR without it', '172.20.0.3', ['10.0.0.0/8'], false],
  ['a CIDR of the other family alone', '172.20.0.3', ['fd00::/8'], true],
  ['primary and localhost', '10.42.2.1', ['primary', 'localhost'], false],
])('%s', (_, address, nodePortAddresses, open) => {
  expect(isNodePortAddress(address, { nodePortAddresses }, INTERNAL)).toBe(open);
});

const DEFAULT: ProxyConfig = {
  ...{ nodePortAddresses: [], localhostNodePorts: true, masqueradeAll: false, detectsLocal: true, featureGates: {} },
};
const GATE = { ...DEFAULT, featureGates: { KubeProxyNFTablesLocalhostNodePorts: true } };
const ASKED_FOR = { ...GATE, nodePortAddresses: ['primary', 'localhost'] };

test.each<[string, 'iptables' | 'nftables' | 'ipvs', string, string, Protocol, ProxyConfig, boolean]>([
  ['iptables', 'iptables', 'v1.36.3', '127.0.0.1', 'TCP', DEFAULT, true],
  ['iptables, UDP', 'iptables', 'v1.36.3', '127.0.0.1', 'UDP', DEFAULT, true],
  ['iptables, IPv6', 'iptables', 'v1.36.3', '::1', 'TCP', DEFAULT, false],
  [
    'iptables, switched off',
    'iptables',
    'v1.36.3',
    '127.0.0.1',
    'TCP',
    { ...DEFAULT, localhostNodePorts: false },
    false,
  ],
  [
    'iptables, primary',
    'iptables',
    'v1.36.3',
    '127.0.0.1',
    'TCP',
    { ...DEFAULT, nodePortAddresses: ['10.0.0.0/8'] },
    false,
  ],
  ['ipvs', 'ipvs', 'v1.36.3', '127.0.0.1', 'TCP', DEFAULT, false],
  ['nftables', 'nftables', 'v1.37.0', '127.0.0.1', 'TCP', { ...GATE, nodePortAddresses: ['primary'] }, false],
  ['nftables, asked for', 'nftables', 'v1.37.0', '127.0.0.1', 'TCP', ASKED_FOR, true],
  ['nftables, asked for, IPv6', 'nftables', 'v1.37.0', '::1', 'TCP', ASKED_FOR, true],
  ['nftables, asked for, UDP', 'nftables', 'v1.37.0', '127.0.0.1', 'UDP', ASKED_FOR, false],
  ['nftables, asked for too early', 'nftables', 'v1.36.3', '127.0.0.1', 'TCP', ASKED_FOR, false],
])('on loopback, %s', (_, proxyMode, kubernetesVersion, address, protocol, config, open) => {
  expect(isOpenOnLoopback(address, protocol, { proxyMode, kubernetesVersion }, config)).toBe(open);
});
