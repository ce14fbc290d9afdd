import { isIPv6 } from 'node:net';
import { addressOf } from '../expect/field-rules.ts';
import { localAddresses } from './local-addresses.ts';
import type { Stage } from './stage.ts';

/**
 * The addresses of a node, of the family of `like`, that anybody might dial a nodePort at: all but loopback and link-local
 * ones, and ClusterIPs, which mode ipvs gives to each node. @throws {Inconclusive} where they can't be read.
 */
export async function nodeAddresses(
  { kube, cluster }: Pick<Stage, 'kube' | 'cluster'>,
  node: string,
  like: string,
  signal: AbortSignal,
): Promise<string[]> {
  const pod = cluster.clients.find((each) => each.hostNetwork && each.node === node);
  if (!pod) throw new Error(`no client pod in the network of node ${node}`);
  const addresses = await localAddresses(kube, pod, signal);
  const ofService = addressOf(cluster.serviceRanges);
  return addresses.filter((address) => isIPv6(address) === isIPv6(like) && !ofService.holds(address));
}
