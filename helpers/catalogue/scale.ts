import type { Requirement } from './requirement.ts';

export const SCALE = [
  {
    id: 'SCALE-1',
    level: 'core',
    sentence:
      'While 100 Services are created and deleted, an unrelated Service MUST NOT lose a connection, and the last of them MUST be served everywhere in time.',
    needs: { nodes: 2 },
    source: 'partial syncs (pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go), minSyncPeriod',
    upstream: 'sig-network "Service endpoints latency should not be very high" measures API objects only',
    catches: 'non-atomic updates, a sync that takes tens of seconds.',
  },
  {
    id: 'SCALE-2',
    level: 'core',
    sentence: 'A Service with 150 endpoints in many slices MUST reach all of them.',
    needs: {},
    source:
      'pkg/proxy/endpointslicecache.go (slices merged by port name); pkg/proxy/nftables/proxier.go numgen map, pkg/proxy/iptables/proxier.go probabilities of 10 digits',
    upstream:
      'network/endpointslice.go "should support a Service with multiple ports specified in multiple EndpointSlices"',
    catches: 'only the first slice used, skewed probabilities.',
  },
  {
    id: 'SCALE-3',
    level: 'extended',
    feature: 'iptables large-cluster mode',
    sentence: 'More than 1000 endpoints in the cluster MUST NOT change the semantics of other Services.',
    needs: { throwaway: true, proxyModes: ['iptables'] },
    source:
      'pkg/proxy/iptables/proxier.go largeClusterEndpointsThreshold (comments and clean-up off; from 1.36 no periodic full sync)',
    upstream: 'none',
    catches: 'chains that are never removed, first sync too slow for E.',
  },
] as const satisfies readonly Requirement[];
