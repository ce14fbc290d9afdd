/** For tests: places whose network is a function of who asks what, and of the time. */
import type { V1Service } from '@kubernetes/client-node';
import type { Places } from '../expect/places.ts';
import { BACKENDS, type Network, scriptedClient } from '../expect/scripted-client.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { tokens } from '../probe/token.ts';
import { pathsOf } from './path.ts';
import type { Interval } from './track.ts';
import { type Watched, watchPaths } from './watch-paths.ts';

export { BACKENDS };

/** 14:03:00Z. */
export const START = Date.parse('2026-03-01T14:03:00.000Z');

export const CLUSTER = {
  nodes: [
    { name: 'node-1', internalIPs: ['172.18.0.2'] },
    { name: 'node-2', internalIPs: ['172.18.0.3'] },
  ],
  outside: { kind: 'process' },
} as const;

export const SERVICE: V1Service = {
  metadata: { namespace: 'shop', name: 'web' },
  spec: {
    ...{ clusterIP: '10.43.0.7', ipFamilies: ['IPv4'] },
    ports: [
      { name: 'tcp', port: 8123, nodePort: 30_080 },
      { name: 'udp', protocol: 'UDP', port: 8123, nodePort: 30_081 },
    ],
  },
};

/** What a probe sees `ms` after the start; null where it is answered. */
export type Trouble = (client: Client, target: Target, ms: number) => Partial<ProbeResult> | null;

export function places(trouble: Trouble, now: () => number): Places {
  const client = (about: Pick<Client, 'kind' | 'name'> & Partial<Client>): Client => {
    const network: Network = ({ target }, nth) => {
      const answered = { outcome: 'answered', backend: BACKENDS[nth % 2]?.name ?? '' } as const;
      return trouble(self, target, now() - START) ?? answered;
    };
    // Who is outside is on no node.
    const { node: _node, ...anywhere } = scriptedClient(network, {}, now);
    const self: Client = { ...anywhere, ...about };
    return self;
  };
  const pods = CLUSTER.nodes.map(({ name }) => client({ kind: 'pod', name: `pod suite/on-${name}`, node: name }));
  const nodes = CLUSTER.nodes.map(({ name }) => client({ kind: 'node', name: `node ${name}`, node: name }));
  const outside = client({ kind: 'outside', name: 'this process' });
  const on = (clients: readonly Client[]) => (node: string) => {
    const found = clients.find((each) => each.node === node);
    if (!found) throw new Error(`no client on ${node}`);
    return found;
  };
  return {
    ...{ pods, nodes, outside, podOn: on(pods), nodeOn: on(nodes) },
    async [Symbol.asyncDispose]() {},
  };
}

/** Watches for `ms`, in no time. */
export async function watchedFor(
  ms: number,
  trouble: Trouble,
  onChange: (watched: Watched, interval: Interval) => void = () => {},
): Promise<{ readonly watched: readonly Watched[]; readonly everyMs: number }> {
  const clock = fakeClock();
  const now = () => START + clock.now();
  const stop = new AbortController();
  const paths = pathsOf(places(trouble, now), CLUSTER, SERVICE, 'all');
  const settings = { paths, backends: BACKENDS, token: tokens('nonce'), onChange, clock, wallClock: now };
  const { watched, everyMs, done } = watchPaths(settings, stop.signal);
  await clock.sleep(ms, stop.signal);
  stop.abort();
  await done;
  return { watched, everyMs };
}
