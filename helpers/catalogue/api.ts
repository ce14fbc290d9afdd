import type { Requirement } from './requirement.ts';

export const API = [
  {
    id: 'API-1',
    level: 'core',
    sentence:
      'Every non-headless Service MUST get a ClusterIP in the service range that no other holds and that never changes; a requested free one MUST be honoured, a taken or foreign one rejected.',
    needs: {},
    source:
      'pkg/registry/core/service/storage/alloc.go allocIPs; pkg/registry/core/service/ipallocator; pkg/apis/core/validation/validation.go validateUpgradeDowngradeClusterIPs',
    upstream: 'network/service.go "should be able to up and down services"',
    catches: 'two Services on one VIP.',
  },
  {
    id: 'API-2',
    level: 'core',
    sentence:
      'A requested nodePort MUST be honoured if free and in range; taken by another Service, whatever the protocol, or out of range it MUST be rejected, on create and on update.',
    needs: {},
    source:
      'pkg/registry/core/service/portallocator (numbers, no protocol); pkg/registry/core/service/storage/alloc.go',
    upstream:
      'network/service.go "should prevent NodePort collisions", "should check NodePort out-of-range" (TCP only)',
    catches: 'two Services on one nodePort.',
  },
  {
    id: 'API-3',
    level: 'core',
    sentence:
      'Deleting a Service, or taking its port away by type, MUST free VIP and nodePort at once, and a Service that takes them over MUST be the only one that answers there.',
    needs: { outside: true },
    source: 'pkg/registry/core/service/storage/alloc.go releaseAllocatedResources',
    upstream: 'network/service.go "should release NodePorts on delete" (API and sockets only)',
    catches: "stale rule or UDP entry sends B's clients to a.",
  },
  {
    id: 'API-4',
    level: 'core',
    sentence:
      'Changes of type MUST keep what stays and drop what goes: ClusterIP→NodePort keeps the VIP and opens a nodePort; back, it is freed and closed; →ExternalName drops both; from ExternalName both are new.',
    needs: { outside: true },
    source:
      'pkg/registry/core/service/strategy.go dropTypeDependentFields; pkg/registry/core/service/storage/alloc.go updateClusterIPs',
    upstream:
      'network/service.go "should be able to change the type from NodePort to ExternalName" and three more (conformance; do not check that the old doors close)',
    catches: 'old door left open.',
  },
  {
    id: 'API-5',
    level: 'core',
    sentence: 'Re-applying a manifest without allocated values MUST keep them; a dry run MUST allocate nothing.',
    needs: {},
    source: 'pkg/registry/core/service/storage/storage.go patchAllocatedValues; portallocator StartOperation',
    upstream: 'none',
    catches: 'nodePort that changes with every deployment.',
  },
  {
    id: 'API-6',
    level: 'core',
    sentence: 'Invalid Services MUST be rejected with 422 naming the field.',
    needs: {},
    source:
      'pkg/apis/core/validation/validation.go validateService, validateServicePort; pkg/apis/core/v1/defaults.go; KEP-5311',
    upstream: 'network/dns.go "should work with a service name that starts with a digit"',
    catches: 'a webhook or an API replacement that lets them in.',
  },
  {
    id: 'API-7',
    level: 'core',
    sentence:
      'Automatic allocation MUST leave the low band to requests while the upper is free; each VIP MUST have an IPAddress object that names its Service and goes with it; a ServiceCIDR added later MUST be served.',
    needs: { throwaway: true },
    source: 'KEP-3668, KEP-3070, KEP-1880; portallocator, ipallocator calculateRangeOffset',
    upstream:
      'service_cidrs.go "should create Services and serve on different Service CIDRs", "should support ServiceCIDR API operations" (conformance, API only)',
    catches: 'collisions of fixed numbers with automatic ones.',
  },
] as const satisfies readonly Requirement[];
