import type { Requirement } from './requirement.ts';

export const POLICY = [
  {
    id: 'POLICY-1',
    level: 'core',
    sentence: 'With eTP Local a node MUST hand outside traffic to its own ready backends only.',
    needs: { nodes: 2, outside: true },
    source: 'pkg/proxy/topology.go (localEndpoints), API ExternalTrafficPolicy',
    upstream: 'network/service.go "should support externalTrafficPolicy=Local for type=NodePort" (address only)',
    catches: 'second hop kept.',
  },
  {
    id: 'POLICY-2',
    level: 'core',
    sentence:
      'With eTP Local a node without a local endpoint MUST drop outside traffic, not pass it on, while others have some.',
    needs: { nodes: 2, outside: true },
    source:
      'pkg/proxy/iptables/proxier.go "has no local endpoints" DROP, pkg/proxy/nftables/proxier.go drop, pkg/proxy/ipvs/proxier.go syncEndpoint; API "will be dropped"',
    upstream:
      'network/service.go "should implement NodePort and HealthCheckNodePort correctly when ExternalTrafficPolicy changes" (needs three nodes, accepts any failure)',
    catches: 'refused or answered by a remote pod.',
  },
  {
    id: 'POLICY-3',
    level: 'extended',
    feature: 'kube-proxy',
    sentence: 'With eTP Local and no usable endpoint anywhere, every node MUST refuse.',
    needs: { outside: true, kubeProxy: true },
    source: 'pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go (hasEndpoints false → reject)',
    upstream: 'none',
    catches: 'Local implemented as "always drop".',
  },
  {
    id: 'POLICY-4',
    level: 'core',
    sentence: 'eTP MUST NOT affect the ClusterIP, and switching it on a live Service MUST take effect both ways.',
    needs: { nodes: 2, outside: true },
    source: 'TestInternalExternalMasquerade "pod to ClusterIP with eTP:Local"',
    upstream:
      'network/service.go "should implement NodePort and HealthCheckNodePort correctly when ExternalTrafficPolicy changes"',
    catches: 'internal traffic made local too, rules of the old policy left.',
  },
  {
    id: 'POLICY-5',
    level: 'extended',
    feature: 'kube-proxy',
    sentence:
      "Clients on a node without local endpoints that dial this node's own nodePort under eTP Local MUST get Cluster semantics: they are not outside.",
    needs: { nodes: 2, hostNetwork: true, kubeProxy: true },
    source: 'pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go (short-circuit), issue 108526',
    upstream:
      'upstream removed its assertion on purpose (comment in network/service.go "should fallback to local terminating endpoints … externalTrafficPolicy=Local")',
    catches: 'testing POLICY-2 from inside and calling a right proxy broken.',
  },
  {
    id: 'POLICY-6',
    level: 'core',
    sentence:
      "With iTP Local a ClusterIP MUST reach only backends on the client's node, and nobody where there is none.",
    needs: { nodes: 2, hostNetwork: true },
    source:
      'pkg/proxy/serviceport.go UsesLocalEndpoints, pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go, pkg/proxy/ipvs/proxier.go; KEP-2086',
    upstream:
      'network/service.go "should respect internalTrafficPolicy=Local Pod to Pod" and two more (accept any curl failure)',
    catches: 'fallback to remote pods.',
  },
  {
    id: 'POLICY-7',
    level: 'core',
    sentence: 'iTP and eTP MUST be independent on one NodePort Service.',
    needs: { nodes: 2, outside: true },
    source:
      'TestInternalExternalMasquerade "… with iTP:Local"; pkg/proxy/ipvs/proxier.go syncEndpoint (destinations fall back to clusterEndpoints once a nodePort exists); KEP-2086 (GA bug fix)',
    upstream: 'none',
    catches: 'iTP Local forcing eTP Local.',
  },
  {
    id: 'POLICY-8',
    level: 'extended',
    feature: 'terminating fallback',
    sentence: 'If all endpoints are terminating but still serving, Cluster traffic MUST go to them.',
    needs: { nodes: 2, outside: true },
    source:
      'pkg/proxy/topology.go; KEP-1669; kubernetes.io/docs/reference/networking/virtual-ips "Traffic to terminating endpoints"',
    upstream:
      'network/service.go "should fallback to terminating endpoints when there are no ready endpoints with internalTrafficPolicy=Cluster", "… externallTrafficPolicy=Cluster"',
    catches: 'gap at the end of every scale-down.',
  },
  {
    id: 'POLICY-9',
    level: 'extended',
    feature: 'terminating fallback',
    sentence:
      'If all endpoints of a node are terminating but still serving, traffic under a Local policy MUST go to them, even while other nodes have ready endpoints.',
    needs: { nodes: 2, outside: true },
    source: 'pkg/proxy/topology.go (independent fallback for Local)',
    upstream:
      'network/service.go "should fallback to local terminating endpoints when there are no ready endpoints with internalTrafficPolicy=Local", "… externalTrafficPolicy=Local"',
    catches: "node black-holed between deletion and the load balancer's next health check.",
  },
  {
    id: 'POLICY-10',
    level: 'core',
    sentence:
      'While a ready endpoint exists a terminating one MUST NOT get new connections, and a terminating one that fails its readiness probe MUST NOT get any.',
    needs: {},
    source: 'pkg/proxy/topology.go; KEP-1669 "Handling terminating endpoints that are not ready"',
    upstream:
      'network/service.go "should not be able to connect to terminating and unready endpoints if PublishNotReadyAddresses is false"',
    catches: 'connections sent into a shutdown.',
  },
  {
    id: 'POLICY-11',
    level: 'extended',
    feature: 'healthCheckNodePort',
    sentence:
      'For a LoadBalancer Service with eTP Local the healthCheckNodePort MUST say 200 on nodes with local ready endpoints and 503 elsewhere; terminating ones do not count; with eTP Cluster it closes.',
    needs: { loadBalancer: true, nodes: 2, outside: true },
    source: 'pkg/proxy/healthcheck/service_health.go; EndpointsMap.LocalReadyEndpoints',
    upstream: 'network/service.go "should fail health check node port if there are only terminating endpoints"',
    catches: 'nodes kept in rotation while they drain.',
  },
  {
    id: 'POLICY-12',
    level: 'extended',
    feature: 'kube-proxy healthz',
    sentence:
      "kube-proxy's /healthz MUST turn 503 on a node tainted ToBeDeletedByClusterAutoscaler while /livez stays 200; neither that taint nor a cordon may stop nodePorts.",
    needs: { hostNetwork: true, throwaway: true, kubeProxy: true },
    source: 'pkg/proxy/healthcheck/proxy_health.go; KEP-3836',
    upstream: 'none for traffic',
    catches: 'livenessProbe on /healthz that restarts the proxy of a draining node.',
  },
  {
    id: 'POLICY-13',
    level: 'extended',
    feature: 'trafficDistribution',
    sentence:
      "PreferSameZone (old name PreferClose) MUST keep traffic in the client's zone while a ready endpoint is there, and use all zones otherwise.",
    needs: { nodes: 2, since: '1.34', throwaway: true },
    source: 'staging/src/k8s.io/endpointslice trafficdist; pkg/proxy/topology.go topologyModeFromHints',
    upstream:
      'network/traffic_distribution.go "should route traffic to an endpoint in the same zone when using PreferSameZone" (needs three zones)',
    catches: 'black hole when the zone empties.',
  },
  {
    id: 'POLICY-14',
    level: 'extended',
    feature: 'trafficDistribution',
    sentence: "PreferSameNode MUST prefer backends of the client's node and fall back to the rest when they are gone.",
    // A preference that only kube-proxy is known to follow (KEP-4444).
    needs: { nodes: 2, since: '1.34', kubeProxy: true },
    source: 'KEP-3015; pkg/proxy/topology.go',
    upstream:
      'network/traffic_distribution.go "should route traffic to an endpoint on the same node when using PreferSameNode and fall back when the endpoint becomes unavailable"',
    catches: 'preference taken for iTP Local (drop).',
  },
  {
    id: 'POLICY-15',
    level: 'extended',
    feature: 'EndpointSlice hints',
    sentence:
      "Hints MUST be ignored unless every ready endpoint has one and one of them names the client's node or zone; Local policies MUST win over hints.",
    // Hints for nodes come with 1.34; without them nodes would need zones.
    needs: { nodes: 2, since: '1.34' },
    source: 'pkg/proxy/topology.go topologyModeFromHints, CategorizeEndpoints; KEP-4444',
    upstream: 'none',
    catches: 'endpoints overloaded or lost while hints roll out.',
  },
] as const satisfies readonly Requirement[];
