import type { Requirement } from './requirement.ts';

export const DNS = [
  {
    id: 'DNS-1',
    level: 'core',
    sentence:
      'svc, svc.ns, svc.ns.svc and the full name MUST resolve to the ClusterIP from pods, the short one only in the own namespace; a name MUST follow a recreated Service to its new address.',
    needs: { namespaces: 2 },
    source: 'DNS spec 2.3.1',
    upstream:
      'network/dns.go "should provide DNS for services", "should resolve DNS of partial qualified names for services"',
    catches: 'search path, ndots, stale cache.',
  },
  {
    id: 'DNS-2',
    level: 'core',
    sentence:
      'A headless Service MUST resolve to the IPs of exactly its ready endpoints; none ready: no address (NXDOMAIN); publishNotReadyAddresses includes unready ones.',
    needs: {},
    source: 'DNS spec 2.4.1',
    upstream: 'network/dns.go "should provide DNS for services" (presence only)',
    catches: 'records of dead pods, unready pods published.',
  },
  {
    id: 'DNS-3',
    level: 'core',
    sentence: 'A headless Service MUST NOT be proxied: no VIP, port→targetPort is not applied, nothing is programmed.',
    needs: {},
    source: 'pkg/proxy/util ShouldSkipService; cmd/kube-proxy/app/server.go (selectors)',
    upstream: 'network/service.go "should implement service.kubernetes.io/headless" (the label)',
    catches: 'clients written against port.',
  },
  {
    id: 'DNS-4',
    level: 'core',
    sentence:
      'Named ports MUST have SRV records (ClusterIP: the Service; headless: one per ready endpoint and port), unnamed ports none; the VIP MUST have a PTR.',
    needs: {},
    source: 'DNS spec 2.3.2, 2.3.3, 2.4.2',
    upstream: 'network/dns.go "should provide DNS for services"',
    catches: 'wrong port (targetPort instead of port).',
  },
  {
    id: 'DNS-5',
    level: 'core',
    sentence:
      'An ExternalName Service MUST be a CNAME only: no ClusterIP, no nodePort, no endpoints, no proxying, ports ignored.',
    needs: {},
    source: 'DNS spec 2.5; pkg/apis/core/validation/validation.go; pkg/registry/core/service/storage/storage.go',
    upstream: 'network/dns.go "should provide DNS for ExternalName services"',
    catches: 'ports assumed to be mapped, Host header surprises.',
  },
  {
    id: 'DNS-6',
    level: 'core',
    sentence:
      'A pod started after a Service MUST have its NAME_SERVICE_HOST and _PORT variables; one started before MUST NOT get them later.',
    needs: {},
    source: 'docs "Service", Environment variables',
    upstream: 'sig-node "should contain environment variables for services"',
    catches: 'ordering bugs blamed on the proxy.',
  },
] as const satisfies readonly Requirement[];
