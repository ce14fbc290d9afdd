import type { Requirement } from './requirement.ts';

export const DUALSTACK = [
  {
    id: 'DUALSTACK-1',
    level: 'core',
    sentence:
      'SingleStack MUST give one address of the primary family, PreferDualStack two on a dual-stack cluster and one elsewhere, RequireDualStack two or 422.',
    needs: {},
    source: 'pkg/registry/core/service/storage/alloc.go initIPFamilyFields',
    upstream: 'network/dual_stack.go "should create service with ipv4,v6 cluster ip" and three more',
    catches: 'silent single stack.',
  },
  {
    id: 'DUALSTACK-2',
    level: 'core',
    sentence: 'Each family MUST be served: both VIPs, and one nodePort number on the node addresses of both.',
    needs: { dualStack: true, outside: true, nodes: 2 },
    source: 'pkg/proxy/metaproxier; GetClusterIPByFamily; slices by addressType',
    upstream: 'network/dual_stack.go "should function for pod-Service: http"',
    catches: 'second family never programmed, masqueraded always, or firewalled.',
  },
  {
    id: 'DUALSTACK-3',
    level: 'core',
    sentence: 'Adding or removing the second family on a live Service MUST keep the first untouched.',
    needs: { dualStack: true },
    source:
      'pkg/registry/core/service/storage/alloc.go updateClusterIPs; pkg/apis/core/validation/validation.go validateUpgradeDowngradeIPFamilies',
    upstream: 'none for traffic',
    catches: 'VIP replaced on upgrade.',
  },
] as const satisfies readonly Requirement[];
