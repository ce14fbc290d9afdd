/** What the programs in pods see of the cluster around them. */
import type { ClusterAddresses } from '../addresses.ts';
import type { FindName } from '../names/names.ts';
import { resolve } from '../names/resolver.ts';
import type { Mode, Protocol } from '../routing/cluster-model.ts';
import type { Entry } from '../routing/conntrack.ts';
import type { Arrival, Network } from '../routing/network.ts';
import type { PodProcess } from './pod-process.ts';

export interface World {
  readonly mode: Mode;
  readonly network: Network;
  readonly findName: FindName;
  readonly addresses: ClusterAddresses;
  podAt(address: string): PodProcess | undefined;
}

/** What a pod dials: an address or a name. */
export interface Dialled {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** What a stranger says. */
export const STRANGER = 'a proxy in between';

/** Where one more packet of a flow arrives, or the first one; `no address`: the name has none. */
export function dial(
  { network, findName }: World,
  from: PodProcess,
  { host, port, protocol }: Dialled,
  last?: Entry,
): Arrival | { readonly kind: 'no address' } {
  const [address] = host.includes(':') ? [host] : resolve(findName, from.resolvConf, host);
  if (address === undefined) return { kind: 'no address' };
  const target = { address, port, protocol };
  return last ? network.again(from.client, target, last) : network.connect(from.client, target);
}

/** What the backend says to a request that arrived there. */
export function ask({ podAt }: World, { way, protocol }: Entry, sourcePort: number, path: string): string {
  const { address, port, source } = way;
  return podAt(address)?.answer({ protocol, port, from: { address: source, port: sourcePort }, path }) ?? '';
}
