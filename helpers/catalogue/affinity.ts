import type { Requirement } from './requirement.ts';

export const AFFINITY = [
  {
    id: 'AFFINITY-1',
    level: 'core',
    sentence: 'All connections of one client to one port of the Service on one node MUST go to one backend.',
    needs: { outside: true },
    source:
      'pkg/proxy/iptables/proxier.go recent, pkg/proxy/nftables/proxier.go affinity sets, pkg/proxy/ipvs/proxier.go persistence; Cilium "Session Affinity"',
    upstream:
      'network/service.go "should have session affinity work for service with type clusterIP", "… NodePort service"',
    catches: 'keep-alive that fakes it.',
  },
  {
    id: 'AFFINITY-2',
    level: 'core',
    sentence: 'Switching affinity off and on again on a live Service MUST take effect.',
    needs: {},
    source: 'pkg/proxy/serviceport.go StickyMaxAgeSeconds',
    upstream: 'network/service.go "should be able to switch session affinity for service with type clusterIP"',
    catches: 'affinity state that outlives the field.',
  },
  {
    id: 'AFFINITY-3',
    level: 'core',
    sentence:
      'Affinity MUST last while the client connects more often than timeoutSeconds and MUST end after silence longer than that.',
    needs: {},
    source:
      'pkg/proxy/iptables/proxier.go --rcheck --seconds with --set at each new connection, pkg/proxy/nftables/proxier.go update @set; API ClientIPConfig (1–86400, default 10800)',
    upstream: 'network/service.go "should have session affinity timeout work for service with type clusterIP" (125 s)',
    catches: 'minutes for seconds, never expires, expires from the first connection.',
  },
  {
    id: 'AFFINITY-4',
    level: 'core',
    sentence:
      'When the chosen backend stops being an endpoint the client MUST move to another ready one and stay there.',
    needs: {},
    source:
      'rules exist for usable endpoints only (pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go); pkg/proxy/ipvs/proxier.go expire_quiescent_template',
    upstream: 'none; issue 110302',
    catches: 'client glued to a dead pod until the timeout.',
  },
  {
    id: 'AFFINITY-5',
    level: 'core',
    sentence: 'Affinity MUST hold for UDP clients whose source port changes.',
    needs: {},
    source: 'affinity is keyed by address in all modes',
    upstream: 'network/networking.go "should function for client IP based session affinity: udp"',
    catches: 'conntrack of one socket mistaken for affinity.',
  },
] as const satisfies readonly Requirement[];
