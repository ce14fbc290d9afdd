/** What chooses an endpoint in kube-proxy's place: rules for a node's table, of a few doors. */
import type { ClusterNode } from '../../cluster/cluster.ts';
import type { Door, DoorEndpoint } from './door.ts';
import type { Rules } from './nft-table.ts';

/** kube-proxy hides the source of what carries it (--iptables-masquerade-bit, by default 14). */
export const HIDE_SOURCE = 'meta mark set meta mark or 0x4000';

type Ends = readonly Pick<DoorEndpoint, 'address' | 'port'>[];

/** One door of one node, and where new connections to it go. */
interface Lead {
  readonly at: 'ClusterIP' | 'nodePort';
  readonly door: Pick<Door, 'clusterIP' | 'port' | 'nodePort' | 'protocol'>;
  /** Each is as likely as the others; none: it is left to kube-proxy. */
  readonly to: Ends;
}

/** Words that match what is sent to a door. */
export function matchOf({ at, door }: Pick<Lead, 'at' | 'door'>): string {
  const { clusterIP, port, nodePort, protocol } = door;
  return at === 'ClusterIP'
    ? `ip daddr ${clusterIP} ${protocol} dport ${port}`
    : `fib daddr type local ${protocol} dport ${nodePort}`;
}

/** Both ways to a door, to the same endpoints. */
export function bothWays(door: Door, to: Ends): Lead[] {
  return [{ at: 'ClusterIP', door, to }, ...atNodePort(door, to)];
}

/** Its nodePort, if it has one. */
export function atNodePort(door: Door, to: Ends): Lead[] {
  return door.nodePort ? [{ at: 'nodePort', door, to }] : [];
}

/** The rules for all of them. */
export function rulesOf(leads: readonly Lead[]): Rules {
  const led = leads.filter(({ to }) => to.length > 0);
  const choose = led.flatMap((lead) => choosing(matchOf(lead), lead.to));
  const hide = led.flatMap((lead) => (lead.at === 'nodePort' ? [`${matchOf(lead)} ${HIDE_SOURCE}`] : []));
  const addresses = [...new Set(led.flatMap(({ to }) => to.map(({ address }) => address)))];
  return {
    ...{ arrives: hide, leaves: hide, chooses: choose, choosesLocal: choose },
    hides: addresses.map((address) => `ip saddr ${address} ip daddr ${address} masquerade`),
  };
}

/** One rule for each end: the first is taken with a chance of 1 in n, the next with 1 in n - 1 of what is left. */
export function choosing(match: string, to: Ends): string[] {
  return to.map(({ address, port }, index) => {
    const left = to.length - index;
    const chance = left > 1 ? `numgen random mod ${left} 0 ` : '';
    return `${match} ${chance}dnat to ${address}:${port}`;
  });
}

export function isOn({ name }: Pick<ClusterNode, 'name'>): (endpoint: DoorEndpoint) => boolean {
  return ({ node }) => node === name;
}
