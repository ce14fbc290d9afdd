import type { Requirement } from './requirement.ts';

export const PROXY = [
  {
    id: 'PROXY-1',
    level: 'extended',
    feature: 'kube-proxy as pods',
    sentence:
      'While kube-proxy is away, existing Services MUST go on; what changed meanwhile MUST be applied when it is back.',
    needs: { outside: true, throwaway: true, kubeProxy: true },
    source:
      'rules are in the kernel; isInitialized guards the first sync (pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go, pkg/proxy/ipvs/proxier.go)',
    upstream: 'network/service.go "should work after restarting kube-proxy" (afterwards only)',
    catches: 'rules flushed on start, programmed before the caches are complete.',
  },
  {
    id: 'PROXY-2',
    level: 'core',
    sentence: 'While the control plane is down, the data plane MUST go on with the last state.',
    needs: { nodes: 2, outside: true, throwaway: true },
    source: 'KEP-3866 and KEP-6032, "if the API server is unavailable"',
    upstream: 'network/service.go "should work after restarting apiserver" (afterwards only)',
    catches: 'proxies that fail closed.',
  },
  {
    id: 'PROXY-3',
    level: 'extended',
    feature: 'kube-proxy',
    sentence: 'Rules removed by somebody else MUST come back.',
    needs: { throwaway: true, kubeProxy: true },
    source: 'pkg/util/iptables Monitor; FullSyncPeriod (pkg/proxy/util); pkg/proxy/ipvs/proxier.go resync',
    upstream: 'network/networking.go "should recreate its iptables rules if they are deleted"',
    catches: 'a firewall reload that kills all Services.',
  },
  {
    id: 'PROXY-4',
    level: 'extended',
    feature: 'service-proxy-name',
    sentence:
      'A Service labelled service.kubernetes.io/service-proxy-name MUST be ignored by kube-proxy, whenever the label comes or goes; so MUST a slice labelled service.kubernetes.io/headless.',
    needs: { outside: true, kubeProxy: true },
    source: 'cmd/kube-proxy/app/server.go',
    upstream:
      'network/service.go "should implement service.kubernetes.io/service-proxy-name", "should implement service.kubernetes.io/headless"',
    catches: 'two proxies fighting over one VIP.',
  },
  {
    id: 'PROXY-5',
    level: 'core',
    sentence: 'The longest legal names MUST work and MUST NOT stop other Services from being programmed.',
    needs: { nftablesSince: '1.37', throwaway: true, kubeProxy: true },
    source: 'pkg/proxy/nftables/proxier.go truncateNFTablesComment (1.37)',
    upstream: 'none',
    catches: "one tenant's name freezes the proxy of every node.",
  },
] as const satisfies readonly Requirement[];
