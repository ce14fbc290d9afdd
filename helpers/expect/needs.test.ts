import { expect, test } from '@jest/globals';
import { missingOutside, unmetNeed } from './needs.ts';

const node = (name: string) => ({ name, internalIPs: ['172.18.0.2'] });
const CLUSTER = {
  kind: 'k3s',
  kubernetesVersion: 'v1.36.3+k3s1',
  nodes: [node('a'), node('b')],
  proxyMode: 'iptables',
  ipFamilies: ['IPv4'],
  outside: { kind: 'process' },
} as const;
const FOOTPRINT = { labels: {}, nodes: ['a', 'b'], tolerations: [], hostNetwork: false, ledger: '' };
const NO_PLACE = { kind: 'none', why: '--outside none', wanted: false } as const;

test.each([
  [{ nodes: 3 }, {}, 'needs 3 nodes, the cluster has 2'],
  [{ since: '1.37' }, {}, 'needs Kubernetes 1.37, the cluster has v1.36.3+k3s1'],
  [{ dualStack: true }, {}, 'needs IPv4 and IPv6, the cluster has IPv4 (--ip-family dual)'],
  [{ kubeProxy: true }, { proxyMode: 'unknown' }, 'needs a kube-proxy that tells its mode'],
  [
    { nftablesSince: '1.37' },
    { proxyMode: 'nftables' },
    'kube-proxy v1.36.3+k3s1 in mode nftables is known to fail it, and to program nothing from then on; mended in 1.37',
  ],
  [
    { hostNetwork: true },
    { kind: 'existing', footprint: FOOTPRINT },
    "needs pods in the nodes' network: allow them by --allow-host-network",
  ],
  [
    { kubeProxy: true },
    { proxyMode: 'unknown', footprint: FOOTPRINT },
    'needs a kube-proxy that tells its mode, which only the node itself can ask: --allow-host-network',
  ],
  [{ namespaces: 2 }, { namespace: 'shop' }, 'needs 2 namespaces, and --namespace names one'],
  [{ throwaway: true }, { kind: 'existing' }, "needs a cluster of the suite's own, because it disturbs nodes"],
  [{ throwaway: true }, { kind: 'reference' }, 'needs real nodes, because it disturbs them'],
  [{ outside: true }, { outside: NO_PLACE }, 'needs a client outside: --outside none'],
  [{ proxyModes: ['nftables', 'ipvs'] }, {}, "needs kube-proxy in mode nftables or ipvs, the cluster's is iptables"],
  [
    { proxyModes: ['iptables'] },
    { proxyMode: 'nftables' },
    "needs kube-proxy in mode iptables, the cluster's is nftables",
  ],
  [{ proxyModes: ['nftables'] }, {}, "needs kube-proxy in mode nftables, the cluster's is iptables"],
] as const)('%j is not met by %j', (needs, about, reason) => {
  expect(unmetNeed(needs, { ...CLUSTER, ...about })).toBe(reason);
});

test.each([
  [{ nodes: 2, outside: true, hostNetwork: true, throwaway: true, since: '1.36', kubeProxy: true }, {}],
  [{ dualStack: true }, { ipFamilies: ['IPv4', 'IPv6'] }],
  [{ namespaces: 2 }, {}],
  [{}, { namespace: 'shop', kind: 'reference' }],
  [{ proxyModes: ['iptables', 'nftables'] }, {}],
  [{ kubeProxy: true, proxyModes: ['iptables'], nftablesSince: '1.37' }, { proxyMode: 'none' }],
] as const)('%j is met', (needs, about) => {
  expect(unmetNeed(needs, { ...CLUSTER, ...about })).toBeUndefined();
});

test('where there may be a place outside somewhere else, what needs it is in doubt and not skipped', () => {
  const outside = { kind: 'none', why: 'a firewall; run it elsewhere', wanted: true } as const;
  expect(unmetNeed({ outside: true }, { ...CLUSTER, outside })).toBeUndefined();
  expect(missingOutside({ outside: true }, { outside })).toBe('no client outside: a firewall; run it elsewhere');
  expect(missingOutside({}, { outside })).toBeUndefined();
  expect(missingOutside({ outside: true }, { outside: NO_PLACE })).toBeUndefined();
  expect(missingOutside({ outside: true }, CLUSTER)).toBeUndefined();
  const wanted = { kind: 'process', wanted: true } as unknown as typeof CLUSTER.outside;
  expect(missingOutside({ outside: true }, { outside: wanted })).toBeUndefined();
});
