import type { Requirement } from './requirement.ts';

export const UDP = [
  {
    id: 'UDP-1',
    level: 'core',
    sentence:
      'UDP MUST work over ClusterIP and nodePort, and the reply MUST come from the address and port that was dialled.',
    needs: { outside: true },
    source: 'reverse NAT in all modes',
    upstream:
      'network/networking.go "should function for pod-Service: udp", "should support basic nodePort: udp functionality"',
    catches: "reply with the pod's address.",
  },
  {
    id: 'UDP-2',
    level: 'core',
    sentence: 'UDP to a Service without endpoints MUST NOT be answered; kube-proxy MUST signal it.',
    needs: { outside: true },
    source: 'pkg/proxy/iptables/proxier.go "has no endpoints" REJECT, pkg/proxy/nftables/proxier.go reject-chain',
    upstream: 'none',
    catches: 'DNS clients that wait out every timeout.',
  },
  {
    id: 'UDP-3',
    level: 'core',
    sentence:
      'A UDP flow that never pauses and keeps its source port MUST move to a live backend once its own stops serving.',
    needs: { nodes: 2 },
    source: 'pkg/proxy/conntrack/cleanup.go CleanStaleEntries',
    upstream:
      'network/conntrack.go "should be able to preserve UDP traffic when server pod cycles for a ClusterIP service", "… and client is hostNetwork", "… for a NodePort service"',
    catches: 'the stale conntrack black hole.',
  },
  {
    id: 'UDP-4',
    level: 'core',
    sentence: 'A UDP flow started before the first endpoint was ready MUST get through once there is one.',
    needs: {},
    source: 'pkg/proxy/conntrack/cleanup.go (entries whose reply source is no endpoint)',
    upstream: 'network/conntrack.go "should be able to preserve UDP traffic when initial unready endpoints get ready"',
    catches: 'an entry made without DNAT pins the flow.',
  },
  {
    id: 'UDP-5',
    level: 'extended',
    feature: 'kube-proxy',
    sentence:
      'When a UDP Service loses its last endpoint a running flow to its ClusterIP MUST be refused, not sent on to the dead address.',
    needs: { since: '1.37', kubeProxy: true },
    source: 'pkg/proxy/conntrack/cleanup.go (1.37)',
    upstream: 'none (unit only)',
    catches: 'one-way senders that feed a dead IP, later its new owner, for ever.',
  },
] as const satisfies readonly Requirement[];
