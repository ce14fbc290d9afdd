/** For tests: a client whose network is a function, so that what comes back can be chosen probe by probe. */
import type { Client, ProbeRequest, ProbeResult } from '../probe/probe.ts';
import type { Subject } from './subject.ts';

export type Network = (request: ProbeRequest, nth: number) => Partial<ProbeResult>;

/** Sends nothing: `network` says what each probe saw. Every probe has a port of its own, as a new connection has. */
export function scriptedClient(network: Network, about: Partial<Client> = {}, now: () => number = Date.now): Client {
  let count = 0;
  const answer = (request: ProbeRequest): ProbeResult => {
    count += 1;
    const local = { address: '10.42.0.9', port: 40_000 + count };
    return {
      request,
      outcome: 'answered',
      local,
      sentAt: now(),
      totalMs: 1,
      detail: '',
      ...network(request, count),
    };
  };
  const flow: Client['flow'] = (next) => {
    const results: ProbeResult[] = [];
    const timer = setInterval(() => results.push(answer(next())), 5);
    const stop = async () => {
      clearInterval(timer);
      return results;
    };
    return { results, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
  };
  const probe = about.probe ?? (async (requests: readonly ProbeRequest[]) => requests.map(answer));
  return {
    kind: 'pod',
    name: 'pod suite/client',
    node: 'node-1',
    address: '10.42.0.9',
    probe,
    look: probe,
    trial: probe,
    stream: (first, everyMs) => flow(() => first, everyMs),
    flow,
    repeat: ({ host, port }) => `curl http://${host}:${port}/`,
    [Symbol.asyncDispose]: async () => {},
    ...about,
  };
}

export const BACKENDS = [
  { name: 'shop/a', address: '10.42.0.5', node: 'node-1' },
  { name: 'shop/b', address: '10.42.1.5', node: 'node-2' },
] as const;

/** A Service of two backends whose access logs are empty. */
export function scriptedSubject(about: Partial<Subject> = {}): Subject {
  return {
    name: 'shop/web',
    backends: BACKENDS,
    targetPort: 80,
    endpointSlices: async () => [
      '10.42.0.5 80/TCP: ready, serving, not terminating; pod a on node node-1; slice web-1',
    ],
    gone: async () => [],
    arrivals: async () => new Map(),
    ...about,
  };
}

/** Both backends, one after the other, with the page that nginx brings. */
export const balanced: Network = (_request, nth) => ({
  outcome: 'answered',
  backend: `shop/${nth % 2 === 0 ? 'a' : 'b'}`,
  status: 200,
  title: 'Welcome to nginx!',
});

export const CLUSTER_IP = { kind: 'ClusterIP', host: '10.43.0.7', port: 80, service: 'shop/web' } as const;
export const NODE_PORT = {
  kind: 'nodePort',
  host: '172.18.0.3',
  port: 30_080,
  service: 'shop/web',
  node: 'node-2',
} as const;
