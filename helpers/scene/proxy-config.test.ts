import { expect, test } from '@jest/globals';
import { parseConfigz } from './proxy-config.ts';

/** Cut from what 1.36.3 answers. */
const V1ALPHA1 = {
  kind: 'KubeProxyConfiguration',
  mode: 'iptables',
  iptables: { masqueradeAll: false, localhostNodePorts: true },
  nftables: { masqueradeAll: false },
  detectLocalMode: 'ClusterCIDR',
  clusterCIDR: '10.42.0.0/16',
  nodePortAddresses: null as string[] | null,
  featureGates: { KubeProxyNFTablesLocalhostNodePorts: true },
};
/** Cut from what 1.34.4 answers. */
const GO_STRUCT = {
  FeatureGates: null,
  IPTables: { MasqueradeBit: 14, LocalhostNodePorts: false },
  Linux: { MasqueradeAll: true },
  DetectLocalMode: 'ClusterCIDR',
  DetectLocal: { BridgeInterface: '', ClusterCIDRs: ['10.42.0.0/16'], InterfaceNamePrefix: '' },
  NodePortAddresses: ['172.20.0.3/32'],
};

function parsed(config: object, mode: string) {
  return parseConfigz(JSON.stringify({ 'kubeproxy.config.k8s.io': config }), mode);
}

test('1.36: by the names of v1alpha1', () => {
  expect(parsed(V1ALPHA1, 'iptables')).toEqual({
    nodePortAddresses: [],
    localhostNodePorts: true,
    masqueradeAll: false,
    detectsLocal: true,
    featureGates: { KubeProxyNFTablesLocalhostNodePorts: true },
  });
});

test('1.34: by the names of the Go structs', () => {
  expect(parsed(GO_STRUCT, 'iptables')).toEqual({
    nodePortAddresses: ['172.20.0.3/32'],
    localhostNodePorts: false,
    masqueradeAll: true,
    detectsLocal: true,
    featureGates: {},
  });
});

test('nftables takes the primary addresses by default, and its own masqueradeAll', () => {
  const { nodePortAddresses, masqueradeAll } = parsed({ ...V1ALPHA1, nftables: { masqueradeAll: true } }, 'nftables');
  expect({ nodePortAddresses, masqueradeAll }).toEqual({ nodePortAddresses: ['primary'], masqueradeAll: true });
});

test.each([
  ['by a cluster CIDR that is not there', { detectLocalMode: 'ClusterCIDR', clusterCIDR: '' }, false],
  ['by no cluster CIDR in a Go struct', { DetectLocalMode: 'ClusterCIDR', DetectLocal: { ClusterCIDRs: [] } }, false],
  ['by interface', { detectLocalMode: 'InterfaceNamePrefix', clusterCIDR: '' }, true],
])('local traffic is told %s', (_, config, detectsLocal) => {
  expect(parsed(config, 'iptables').detectsLocal).toBe(detectsLocal);
});

test.each(['', '404 page not found', '{}', '[]'])('what is no configuration throws: %s', (text) => {
  expect(() => parseConfigz(text, 'iptables')).toThrow();
});
