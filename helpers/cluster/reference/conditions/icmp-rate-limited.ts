import { type Condition, servingNode } from '../faults/fault.ts';

/** net.ipv4.icmp_ratelimit, in ms, and how many may come at once (XRLIM_BURST_FACTOR in net/ipv4/inetpeer.c). */
const EVERY_MS = 1_000;
const BURST = 6;

export const icmpRateLimited: Condition = {
  what: 'a refusal of a node is an ICMP error, which the kernel sends to one address once in a second; all others get none',
  wraps() {
    const left = new Map<string, { readonly at: number; readonly tokens: number }>();
    const isSent = (address: string) => {
      const at = performance.now();
      const last = left.get(address) ?? { at, tokens: BURST };
      const tokens = Math.min(BURST, last.tokens + (at - last.at) / EVERY_MS);
      left.set(address, { at, tokens: tokens >= 1 ? tokens - 1 : tokens });
      return tokens >= 1;
    };
    return {
      route: (route) => (cluster, client, target) => {
        const routed = route(cluster, client, target);
        // A pod, and a node on a port that no Service has, refuse TCP by a RST, which is not limited.
        const isICMP =
          target.protocol === 'UDP' ||
          cluster.services.some(({ clusterIP, ports }) =>
            ports.some(({ port, nodePort }) => (target.address === clusterIP ? port : nodePort) === target.port),
          );
        // What a node sends to itself is not limited (icmpv4_xrlim_allow in net/ipv4/icmp.c).
        const isOwn = client.kind === 'node' && servingNode(cluster, client, target) === client.node;
        return routed.kind === 'refused' && isICMP && !isOwn && !isSent(client.address) ? { kind: 'timeout' } : routed;
      },
    };
  },
};
