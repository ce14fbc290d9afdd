import type { V1Node } from '@kubernetes/client-node';
import type { Client } from '../probe/probe.ts';
import { isWithin } from './cidr.ts';

/** One of the node's own addresses, or of its pod network, where its own end of it is. */
export function isAddressOf(address: string, { status, spec }: V1Node): boolean {
  const own = status?.addresses?.some((each) => each.address === address) ?? false;
  return own || (spec?.podCIDRs?.some((cidr) => isWithin(address, cidr)) ?? false);
}

/** The node that an address belongs to: one of its own, or its end of the pod network, which no pod has. */
function nodeOf(address: string, nodes: readonly V1Node[]): V1Node | undefined {
  const own = nodes.find(({ status }) => status?.addresses?.some((each) => each.address === address));
  return own ?? nodes.find((node) => isAddressOf(address, node));
}

/**
 * Whose the addresses are that the backends saw of one client, in a few words: the client's own, another client pod's, a
 * node's. What nobody is known to have is given as it is.
 */
export function addressOwners(
  addresses: readonly string[],
  client: Client,
  others: readonly Client[],
  nodes: readonly V1Node[],
): string {
  const owners = new Map<string, string[]>();
  for (const address of new Set(addresses)) {
    const pod = others.find((other) => other.kind === 'pod' && other.address === address);
    const node = nodeOf(address, nodes)?.metadata?.name;
    const own = client.kind !== 'node' && client.address === address;
    const owner = own ? "the client's own" : (pod?.name ?? (node ? `node ${node}` : 'an unknown'));
    owners.set(owner, [...(owners.get(owner) ?? []), address]);
  }
  return [...owners].map(([owner, list]) => `${owner} ${list.join(' or ')}`).join(', ');
}
