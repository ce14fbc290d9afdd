import type { Requirement } from './requirement.ts';

export const SOURCE = [
  {
    id: 'SOURCE-1',
    level: 'core',
    sentence: "Pod to ClusterIP MUST keep the client pod's IP, on the same node and across nodes.",
    needs: { nodes: 2 },
    source: 'TestInternalExternalMasquerade "pod to ClusterIP"',
    upstream: 'network/service.go "should preserve source pod IP for traffic thru service cluster IP"',
    catches: 'wrong clusterCIDR: everything masqueraded, NetworkPolicy by pod broken.',
  },
  {
    id: 'SOURCE-2',
    level: 'core',
    sentence:
      "Outside to nodePort with eTP Cluster MUST be answered from the address dialled; under kube-proxy the backend sees an address of the node that was dialled, never the client's.",
    needs: { outside: true },
    source: 'pkg/proxy/iptables/proxier.go "masquerade traffic for … external destinations"; docs "Using Source IP"',
    upstream: 'none',
    catches: 'missing masquerade (works only when the backend is local).',
  },
  {
    id: 'SOURCE-3',
    level: 'core',
    sentence: "Outside to nodePort with eTP Local MUST show the client's own address.",
    needs: { nodes: 2, outside: true },
    source: 'API ExternalTrafficPolicy "without masquerading the client source IP"',
    upstream: 'network/service.go "should support externalTrafficPolicy=Local for type=NodePort"',
    catches: "SNAT kept under Local; a container engine's own NAT in the way.",
  },
  {
    id: 'SOURCE-4',
    level: 'extended',
    feature: 'kube-proxy with detect-local',
    sentence:
      "A pod that dials its own node's nodePort MUST be seen as an address of its node under eTP Cluster and as itself under eTP Local, and a node process always as an address of its node.",
    needs: { hostNetwork: true, kubeProxy: true },
    source: 'TestInternalExternalMasquerade (pkg/proxy/iptables/proxier_test.go)',
    upstream: 'none',
    catches: 'no clusterCIDR configured: the short-circuit and the masquerade are missing.',
  },
] as const satisfies readonly Requirement[];
