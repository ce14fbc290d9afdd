import type { Requirement } from './requirement.ts';

export const CLUSTERIP = [
  {
    id: 'CLUSTERIP-1',
    level: 'core',
    sentence:
      'From a pod on any node and in any namespace a ClusterIP MUST reach every ready backend, local or remote.',
    needs: { nodes: 2, namespaces: 2 },
    source:
      'pkg/proxy/topology.go CategorizeEndpoints; pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go, pkg/proxy/ipvs/proxier.go',
    upstream:
      'network/networking.go "should function for pod-Service: http", network/service.go "should be able to up and down services"',
    catches: "one node's rules stale, overlay broken one way.",
  },
  {
    id: 'CLUSTERIP-2',
    level: 'core',
    sentence: "Processes in a node's own network MUST reach a ClusterIP whose backends are on this node and on others.",
    needs: { nodes: 2, hostNetwork: true },
    source:
      'pkg/proxy/iptables/proxier.go OUTPUT jump, pkg/proxy/nftables/proxier.go nat-output, pkg/proxy/ipvs/proxier.go dummy device',
    upstream: 'network/networking.go "should function for node-Service: http"',
    catches: 'missing OUTPUT hook; VXLAN checksum offload (connections that take 1, 3, 7 … s); rp_filter.',
  },
  {
    id: 'CLUSTERIP-3',
    level: 'core',
    sentence: 'A pod MUST be able to reach itself through the ClusterIP of a Service that it alone backs.',
    needs: {},
    source:
      'pkg/proxy/iptables/proxier.go (traffic that loops back), pkg/proxy/nftables/proxier.go hairpin-connections, pkg/proxy/ipvs/proxier.go KUBE-LOOP-BACK',
    upstream: 'network/service.go "should allow pods to hairpin back to themselves through services"',
    catches: 'bridge without hairpin mode, missing masquerade (timeout).',
  },
  {
    id: 'CLUSTERIP-4',
    level: 'core',
    sentence:
      'A port that the Service does not declare MUST NOT be answered on its ClusterIP, not even the targetPort, the nodePort or a port that the node listens on.',
    needs: { nodes: 2, hostNetwork: true },
    source:
      'pkg/proxy/nftables/proxier.go cluster-ips-check; pkg/proxy/ipvs/proxier.go KUBE-IPVS-FILTER; KEP-3866 "Behavior of service IPs"',
    upstream: 'none',
    catches: 'DNAT by address alone; host ports exposed through VIPs (ipvs before its filter chain).',
  },
  {
    id: 'CLUSTERIP-5',
    level: 'core',
    sentence: 'An address of the service range that no Service holds MUST NOT be answered by any backend.',
    needs: {},
    source: 'pkg/proxy/nftables/proxier.go setupNFTables, pkg/proxy/nftables/README.md',
    upstream: 'none',
    catches: 'catch-all rules, a CNI that owns the range.',
  },
  {
    id: 'CLUSTERIP-6',
    level: 'core',
    sentence:
      'After a Service is deleted its ClusterIP MUST stop being answered for new connections, other Services MUST NOT notice, and a Service recreated under the name MUST be served.',
    needs: {},
    source: 'ServicePortMap.Update (pkg/proxy/servicechangetracker.go)',
    upstream:
      'network/service.go "should work after the service has been recreated", "should be able to up and down services" (its down check also passes when exec fails)',
    catches: 'rules left behind.',
  },
  {
    id: 'CLUSTERIP-7',
    level: 'core',
    sentence:
      'An answer that is longer than a packet MUST arrive whole through a ClusterIP, from every backend to every node.',
    needs: { nodes: 2 },
    source:
      'https://kubernetes.io/docs/concepts/cluster-administration/networking/ (pods can communicate with all other pods, and a Service with its pods); RFC 1122 3.3.3 (MTU of a path)',
    upstream: 'network/networking.go "should be able to handle large requests: http"',
    catches: 'an MTU larger than the overlay carries (connections are made, long answers hang).',
  },
] as const satisfies readonly Requirement[];
