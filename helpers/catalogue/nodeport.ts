import type { Requirement } from './requirement.ts';

export const NODEPORT = [
  {
    id: 'NODEPORT-1',
    level: 'core',
    sentence:
      'Clients in the cluster MUST be served at nodeIP:nodePort too: pods and node processes, to their own node and to others.',
    needs: { nodes: 2, hostNetwork: true },
    source: 'TestInternalExternalMasquerade "pod to NodePort", "node to NodePort"',
    upstream:
      'network/service.go "should be able to create a functioning NodePort service", network/networking.go "should function for node-Service: http"',
    catches: 'output path forgotten, reply not un-NATed on the same node.',
  },
  {
    id: 'NODEPORT-2',
    level: 'extended',
    feature: 'nodePortAddresses',
    sentence: "A nodePort MUST be open on exactly the node addresses that the proxy's configuration selects.",
    needs: { hostNetwork: true, kubeProxy: true },
    source:
      'pkg/proxy/util/nodeport_addresses.go; cmd/kube-proxy/app/server_linux.go platformApplyDefaults; KEP-3866 "NodePort Addresses"',
    upstream: 'none',
    catches: 'management network exposed; clients on a second address cut off after a change of mode.',
  },
  {
    id: 'NODEPORT-3',
    level: 'extended',
    feature: 'localhost nodePort',
    sentence: 'On loopback a nodePort MUST behave as the mode documents.',
    needs: { hostNetwork: true, kubeProxy: true },
    source:
      'pkg/proxy/iptables/proxier.go localhostNodePorts, pkg/proxy/nftables/proxier.go noLocalhost, pkg/proxy/ipvs/proxier.go isValidForSet (netlink_linux.go), KEP-6032',
    upstream:
      'network/kube_proxy.go "should update metric for tracking accepted packets destined for localhost nodeports"; 1.37 localhost_nodeports.go "should proxy localhost NodePort traffic to backends across nodes"',
    catches: 'registries pulled from localhost that die on a change of mode.',
  },
  {
    id: 'NODEPORT-4',
    level: 'core',
    sentence:
      "A nodePort MUST NOT be answered on a ClusterIP or a pod IP, and one protocol's nodePort MUST NOT open the other protocol.",
    needs: { outside: true },
    source:
      'pkg/proxy/iptables/proxier.go --dst-type LOCAL, pkg/proxy/nftables/proxier.go fib daddr type local; keys carry the protocol',
    upstream: 'none',
    catches: 'DNAT by port alone.',
  },
  {
    id: 'NODEPORT-5',
    level: 'core',
    sentence: 'When the Service is deleted, or becomes ClusterIP, its nodePort MUST close on every node.',
    needs: { outside: true },
    source:
      'pkg/registry/core/service/storage/alloc.go releaseNodePorts; pkg/proxy/nftables/proxier.go cleanupLeftoverKeys',
    upstream:
      'network/service.go "should release NodePorts on delete" looks for a listening socket only, which kube-proxy does not open',
    catches: 'stale rule on one node.',
  },
  {
    id: 'NODEPORT-6',
    level: 'core',
    sentence:
      "An answer that is longer than a packet MUST arrive whole at clients outside, through every node's nodePort.",
    needs: { nodes: 2, outside: true },
    source:
      'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport (every node proxies the port into the Service); RFC 1122 3.3.3 (MTU of a path)',
    upstream: 'network/networking.go "should be able to handle large requests: http" (inside only)',
    catches: 'an MTU larger than the overlay carries, ICMP "fragmentation needed" lost on the way to the node.',
  },
] as const satisfies readonly Requirement[];
