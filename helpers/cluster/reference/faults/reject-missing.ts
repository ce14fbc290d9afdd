import type { Fault } from './fault.ts';

export const rejectMissing: Fault = {
  what: 'a Service without endpoints hangs where it has to refuse: the REJECT rules are missing',
  mustFail: [
    'BACKENDS-3',
    'BACKENDS-7',
    'BACKENDS-8',
    'POLICY-3',
    'POLICY-8',
    'POLICY-10',
    'PORTS-3',
    'PROXY-4',
    'UDP-2',
    'UDP-5',
  ],
  wraps: () => ({
    route: (route) => (cluster, client, target) => {
      const routed = route(cluster, client, target);
      if (routed.kind !== 'refused') return routed;
      const isEmpty = cluster.services.some(({ clusterIP, ports }) =>
        ports.some(({ port, nodePort, protocol, endpoints }) => {
          const isDialled = target.address === clusterIP ? port === target.port : nodePort === target.port;
          return isDialled && protocol === target.protocol && !endpoints.some(({ serving }) => serving);
        }),
      );
      return isEmpty && !cluster.pods.has(target.address) ? { kind: 'timeout' } : routed;
    },
  }),
};
