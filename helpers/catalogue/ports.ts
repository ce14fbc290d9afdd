import type { Requirement } from './requirement.ts';

export const PORTS = [
  {
    id: 'PORTS-1',
    level: 'core',
    sentence: 'Each port of a Service MUST lead to its own targetPort.',
    needs: {},
    source: 'pkg/proxy/endpointslicecache.go (ServicePortName), pkg/apis/core/v1/defaults.go',
    upstream: 'network/service.go "should serve multiport endpoints from pods"',
    catches: 'ports crossed, first port used for all.',
  },
  {
    id: 'PORTS-2',
    level: 'core',
    sentence: 'A named targetPort MUST be resolved pod by pod.',
    needs: {},
    source: 'staging/src/k8s.io/endpointslice FindPort; docs "Service", Port definitions',
    upstream:
      'network/service.go "should support named targetPorts that resolve to different ports on different endpoints"',
    catches: "first pod's number used for all; sidecar (init container, restartPolicy Always) ports unseen.",
  },
  {
    id: 'PORTS-3',
    level: 'core',
    sentence:
      'A port whose name no pod declares, or declares for another protocol, MUST have no backend and MUST NOT hurt the other ports.',
    needs: {},
    source: 'staging/src/k8s.io/endpointslice FindPort (name and protocol must match)',
    upstream: 'none',
    catches: 'whole Service lost, or port 0.',
  },
  {
    id: 'PORTS-4',
    level: 'core',
    sentence:
      'Adding, removing and changing ports and targetPorts on a live Service MUST take effect without recreating it, also for a UDP flow that goes on from one source port.',
    needs: {},
    source: 'pkg/proxy/conntrack/cleanup.go (compares IP *and* port, 1.34)',
    upstream:
      'network/service.go "should be updated after adding or deleting ports", network/conntrack.go "should be able to cleanup conntrack entries when UDP service target port changes for a NodePort service"',
    catches: 'stale UDP NAT, removed port still open.',
  },
  {
    id: 'PORTS-5',
    level: 'core',
    sentence:
      'One Service MAY use one number for TCP and UDP; both MUST work and be independent, and created together without nodePorts they MUST get the same one.',
    needs: {},
    source: 'pkg/registry/core/service/storage/alloc.go initNodePorts, updateNodePorts',
    upstream: 'network/service.go "should serve endpoints on same port and different protocols" (ClusterIP)',
    catches: 'protocol missing from a key; a strategic-merge patch, keyed by port alone, dropping one of the two.',
  },
] as const satisfies readonly Requirement[];
