import type { Cluster } from '../../cluster/cluster.ts';
import type { Rules } from './nft-table.ts';
import { serviceRange } from './words.ts';

/** Longer than any flow, in s. */
const KEPT_S = 600;

/** Client and its port, ClusterIP and port: which backend that was. */
export const PINS = [
  `map pins { type ipv4_addr . inet_service . ipv4_addr . inet_service : ipv4_addr . inet_service; flags dynamic, timeout; timeout ${KEPT_S}s; }`,
];

/** A flow over UDP to a ClusterIP is led where it was led first, even if the connection table has forgotten it. */
export function pinned(cluster: Pick<Cluster, 'serviceRanges'>): Rules {
  const range = serviceRange(cluster);
  const again = `ip daddr ${range} meta l4proto udp dnat ip to ip saddr . udp sport . ip daddr . udp dport map @pins`;
  const keep = `ct original ip daddr ${range} ct direction original udp dport != 53 ip daddr != ${range} add @pins { ct original ip saddr . ct original proto-src . ct original ip daddr . ct original proto-dst : ip daddr . udp dport }`;
  return { chooses: [again], choosesLocal: [again], goes: [keep] };
}
