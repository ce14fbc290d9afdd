import type { Requirement } from './requirement.ts';

export const BACKENDS = [
  {
    id: 'BACKENDS-1',
    level: 'core',
    sentence: 'Without affinity every ready backend MUST get new connections.',
    needs: {},
    source:
      'kubernetes.io/docs/reference/networking/virtual-ips "chooses a backend at random"; pkg/proxy/iptables/proxier.go writeServiceToEndpointRules, pkg/proxy/nftables/proxier.go numgen, pkg/proxy/ipvs/proxier.go defaultScheduler',
    upstream: 'network/networking.go "should function for pod-Service: http"',
    catches: 'wrong probabilities, last rule starved, keep-alive mistaken for imbalance.',
  },
  {
    id: 'BACKENDS-2',
    level: 'core',
    sentence: 'A backend that stops being ready MUST stop getting new connections, and MUST get them again when ready.',
    needs: {},
    source: 'pkg/proxy/topology.go (IsReady), staging/src/k8s.io/endpointslice podToEndpoint',
    upstream: 'none for traffic',
    catches: 'readiness ignored, one node late.',
  },
  {
    id: 'BACKENDS-3',
    level: 'core',
    sentence:
      'A Service with no usable endpoint MUST NOT be answered; kube-proxy MUST refuse connections to it, not swallow them.',
    needs: { outside: true },
    source:
      'pkg/proxy/iptables/proxier.go "has no endpoints" REJECT, pkg/proxy/nftables/proxier.go reject-chain, pkg/proxy/ipvs/proxier.go virtual server without destinations',
    upstream: 'network/service.go "should be rejected when no endpoints exist" (one pod, ClusterIP)',
    catches: 'clients that hang for minutes instead of failing over.',
  },
  {
    id: 'BACKENDS-4',
    level: 'core',
    sentence: 'Membership MUST follow the selector: pods added, deleted, relabelled in or out.',
    needs: {},
    source: 'staging/src/k8s.io/endpointslice Reconcile',
    upstream: 'network/networking.go "should update endpoints: http"',
    catches: 'endpoints kept after a label change, slices not merged.',
  },
  {
    id: 'BACKENDS-5',
    level: 'core',
    sentence: 'An established TCP connection MUST NOT be cut because its backend stopped being an endpoint.',
    needs: {},
    source:
      'pkg/proxy/conntrack/cleanup.go ("changes to the service should not affect existing flows"); pkg/proxy/ipvs/graceful_termination.go; Cilium "Graceful Termination"',
    upstream: 'none without a cloud',
    catches: 'TCP conntrack flushed on every change.',
  },
  {
    id: 'BACKENDS-6',
    level: 'core',
    sentence:
      'A rolling update with readiness probe, maxUnavailable: 0 and preStop sleep 15 s MUST NOT lose a new connection.',
    needs: { outside: true },
    source: 'KEP-1669 (GA criteria), docs "Termination of Pods"',
    upstream:
      'network/pod_lifecycle.go "should be able to have zero downtime on a Blue Green deployment using Services and Readiness Gates"',
    catches: 'endpoints removed late, rules rewritten non-atomically.',
  },
  {
    id: 'BACKENDS-7',
    level: 'core',
    sentence: 'With publishNotReadyAddresses an unready pod MUST be served as if ready; switched off, it MUST NOT.',
    needs: {},
    source: 'staging/src/k8s.io/endpointslice podToEndpoint; API PublishNotReadyAddresses',
    upstream:
      'network/service.go "should be able to connect to terminating and unready endpoints if PublishNotReadyAddresses is true" (and "… is false")',
    catches: 'field read by DNS only.',
  },
  {
    id: 'BACKENDS-8',
    level: 'core',
    sentence:
      'A pod that has finished (Succeeded, Failed, Evicted) MUST NOT be a backend, whatever publishNotReadyAddresses says.',
    needs: {},
    source: 'staging/src/k8s.io/endpointslice util ShouldPodBeInEndpoints',
    upstream: 'network/service.go "should be rejected for evicted pods (no endpoints exist)"',
    catches: "traffic to a dead pod's address, later to its next owner.",
  },
  {
    id: 'BACKENDS-9',
    level: 'core',
    sentence:
      'Hand-written EndpointSlices of a Service without selector MUST be used: several slices together, an absent ready condition meaning ready, ready: false meaning not.',
    needs: {},
    source: 'API discovery/v1 EndpointConditions; pkg/proxy/endpointslicecache.go addEndpoints',
    upstream:
      'network/endpointslice.go "should support a Service with multiple endpoint IPs specified in multiple EndpointSlices" (ready: true only)',
    catches: 'proxies that read Endpoints, nil taken for false.',
  },
  {
    id: 'BACKENDS-10',
    level: 'extended',
    feature: 'kube-proxy',
    sentence:
      'If one address is listed both as terminating and as ready (its IP was reused), the ready entry MUST win.',
    needs: { since: '1.36', kubeProxy: true },
    source: 'pkg/proxy/endpointslicecache.go addEndpoints (1.36)',
    upstream: 'none (unit only)',
    catches: 'a Service that refuses now and then while old pods linger.',
  },
  {
    id: 'BACKENDS-11',
    level: 'core',
    sentence: 'When a node dies its backends MUST drop out for clients of the other nodes.',
    needs: { nodes: 3, outside: true, throwaway: true },
    source: 'pkg/controller/nodelifecycle (MarkPodsNotReady, defaults)',
    upstream: 'none in sig-network',
    catches: 'black hole kept for the eviction time of 5 min.',
  },
] as const satisfies readonly Requirement[];
