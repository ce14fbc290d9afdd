/** For tests: facts as the specs gather them on three nodes, where all is well unless the test says otherwise. */
import type {
  EndpointFacts,
  FailureFacts,
  LookFacts,
  ObservationFacts,
  PlaceFacts,
  PodFacts,
  ProxyFacts,
  TargetFacts,
} from '../failure-facts.ts';

export const SERVICE = 'shop/web';
export const NODES = ['node-1', 'node-2', 'node-3'] as const;
export type NodeName = (typeof NODES)[number];

const PODS = [
  { name: 'shop/web-a', address: '10.42.0.5', node: 'node-1' },
  { name: 'shop/web-b', address: '10.42.1.5', node: 'node-2' },
] as const;

export const OUTSIDE: PlaceFacts = { kind: 'outside', name: 'this process', node: null, address: null };

/** The client pod on a node. */
export function podOn(node: NodeName): PlaceFacts {
  const index = NODES.indexOf(node);
  return { kind: 'pod', name: `pod clients/${node}`, node, address: `10.42.${index}.2` };
}

export function nodePort(node: NodeName, protocol: TargetFacts['protocol'] = 'TCP'): TargetFacts {
  const host = `172.18.0.${NODES.indexOf(node) + 2}`;
  return { kind: 'nodePort', host, port: 31_234, protocol, service: SERVICE, node };
}

export function clusterIP(protocol: TargetFacts['protocol'] = 'TCP'): TargetFacts {
  return { kind: 'ClusterIP', host: '10.43.0.7', port: 80, protocol, service: SERVICE, node: null };
}

/** The pod of the Service on that node. */
export function podIP(node: 'node-1' | 'node-2', protocol: TargetFacts['protocol'] = 'TCP'): TargetFacts {
  const host = PODS.find((pod) => pod.node === node)?.address ?? '';
  return { kind: 'pod IP', host, port: 8080, protocol, service: SERVICE, node };
}

/** A look that is answered unless the test says otherwise. */
export function look(from: PlaceFacts, to: TargetFacts, stated: Partial<LookFacts> = {}): LookFacts {
  return { from, to, wanted: 'answer', outcome: 'answered', backend: PODS[0].name, detail: '', ms: 3, ...stated };
}

export function lost(from: PlaceFacts, to: TargetFacts): LookFacts {
  const ended = { outcome: 'timeout', backend: null, detail: 'no connection within 1200 ms', ms: 1_203 } as const;
  return look(from, to, ended);
}

/** Every look that is made for a nodePort, each lost where `isLost` says so. */
export function looksWhere(isLost: (from: PlaceFacts, to: TargetFacts) => boolean): LookFacts[] {
  const inside = NODES.map(podOn).flatMap((from) =>
    [clusterIP(), ...NODES.map((node) => nodePort(node)), podIP('node-1'), podIP('node-2')].map(
      (to) => [from, to] as const,
    ),
  );
  const outside = NODES.map((node) => [OUTSIDE, nodePort(node)] as const);
  return [...outside, ...inside].map(([from, to]) => (isLost(from, to) ? lost(from, to) : look(from, to)));
}

/** A sample of which nothing came, unless the test says otherwise. */
export function observation(stated: Partial<ObservationFacts> = {}): ObservationFacts {
  return {
    ...{ kind: 'sampling', from: OUTSIDE, to: nodePort('node-3'), expected: 'each of 21 new connections answered' },
    ...{ asExpected: false, holds: false, outcomes: { timeout: 6 }, backends: {} },
    ...{ startedAt: '2026-11-28T10:00:20.000Z', spanMs: 18_008, control: null, arrived: [] },
    words: [{ outcome: 'timeout', detail: 'no whole answer within … ms', count: 6 }],
    ...stated,
  };
}

export function proxy(node: string, stated: Partial<ProxyFacts> = {}): ProxyFacts {
  return {
    ...{ node, mode: 'iptables', healthz: 200, words: '' },
    ...{ lastUpdated: '2026-11-28T10:00:39.500Z', currentTime: '2026-11-28T10:00:39.500Z' },
    ...{ lastSync: '2026-11-28T10:00:05.500Z', lastQueued: '2026-11-28T10:00:05.100Z' },
    ...stated,
  };
}

export function endpoint(index: 0 | 1, stated: Partial<EndpointFacts> = {}): EndpointFacts {
  const { name, address, node } = PODS[index];
  return {
    ...{ service: SERVICE, slice: 'web-x7k2', address, ports: ['8080/TCP'] },
    ...{ ready: true, serving: true, terminating: false, node, pod: name },
    ...stated,
  };
}

export function pod(index: 0 | 1, stated: Partial<PodFacts> = {}): PodFacts {
  const { name, address, node } = PODS[index];
  return { name, exists: true, ready: true, deleting: false, node, address, knownAs: address, problem: '', ...stated };
}

const DESTINATIONS = PODS.map(({ address }) => ({ service: SERVICE, protocol: 'TCP', address: `${address}:8080` }));

/** The rules of a node, with every endpoint among them unless the test says otherwise. */
export function rulesOf(
  node: string,
  destinations: readonly { address: string }[] = DESTINATIONS,
  count = 12,
): FailureFacts['rules'][number] {
  const full = destinations.map(({ address }) => ({ service: SERVICE, protocol: 'TCP', address }));
  return { node, destinations: full, lines: [{ service: SERVICE, count }] };
}

export function sampleFacts(stated: Partial<FailureFacts> = {}): FailureFacts {
  return {
    ...{
      factsVersion: 1,
      id: 'ARTICLE-7',
      gatheredAt: '2026-11-28T10:00:40.000Z',
      durationMs: 4_644,
      proxyMode: 'iptables',
    },
    nodes: NODES.map((name, index) => ({ name, internalIPs: [`172.18.0.${index + 2}`], ready: true })),
    observations: [],
    fields: [],
    looks: [],
    services: [
      {
        ...{ name: SERVICE, exists: true, type: 'NodePort', clusterIPs: ['10.43.0.7'] },
        ports: [{ name: '', protocol: 'TCP', port: 80, nodePort: 31_234 }],
        ...{ externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster' },
        ...{ sessionAffinity: 'None', publishNotReadyAddresses: false, prefersNear: false },
      },
    ],
    endpoints: [endpoint(0), endpoint(1)],
    endpointsBefore: [endpoint(0), endpoint(1)],
    pods: [pod(0), pod(1)],
    proxies: NODES.map((node) => proxy(node)),
    rules: NODES.map((node) => rulesOf(node)),
    ...{ differences: [], tracked: [], missing: [] },
    ...stated,
  };
}

/** Node 3 answers on no nodePort: the facts that most rules about one node begin with. */
export const NODE_3_FAILS: Pick<FailureFacts, 'observations' | 'looks'> = {
  observations: [
    observation({ to: nodePort('node-1'), asExpected: true, holds: true, outcomes: { answered: 21 }, words: [] }),
    observation(),
  ],
  looks: looksWhere((_, to) => to.kind === 'nodePort' && to.node === 'node-3'),
};
