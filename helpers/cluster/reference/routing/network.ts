/** Sends connections over the cluster's network: routes them, chooses a backend, and remembers what flows were handed to whom. */

import { type Wrappers, wrapped } from '../wrappers.ts';
import { Affinity, type Choose } from './affinity.ts';
import type { Client, Cluster, Target } from './cluster-model.ts';
import { type Entry, type Stays, stays } from './conntrack.ts';
import { type Route, type RouteFunction, route } from './route.ts';

/** Where one connection, or one datagram, ends. */
export type Arrival =
  | { readonly kind: 'answered'; readonly entry: Entry }
  | { readonly kind: Exclude<Route['kind'], 'answered'> };

export class Network {
  readonly #cluster: () => Cluster;
  readonly #route: RouteFunction;
  readonly #choose: Choose;
  readonly #stays: Stays;

  /** @param cluster as it is now. @param wrappers of a fault. */
  constructor(cluster: () => Cluster, now: () => number, random: () => number = Math.random, wrappers: Wrappers = {}) {
    this.#cluster = cluster;
    const affinity = new Affinity(now, random);
    this.#route = wrapped(wrappers, 'route', route);
    this.#choose = wrapped(wrappers, 'choose', (ways, door, client) => affinity.choose(ways, door, client));
    this.#stays = wrapped(wrappers, 'stays', stays);
  }

  route(client: Client, target: Target): Route {
    return this.#route(this.#cluster(), client, target);
  }

  /** A new connection, or the first datagram of a flow. */
  connect(client: Client, target: Target): Arrival {
    const routed = this.route(client, target);
    if (routed.kind !== 'answered') return routed;
    const { by, door } = routed;
    const way = this.#choose(by, door, client.address);
    return this.#atPod({ way, door, protocol: target.protocol });
  }

  /** The next datagram of a flow, or the next request on a connection: where the last one went, unless that entry was removed. */
  again(client: Client, target: Target, last: Entry): Arrival {
    return this.#stays(this.#cluster(), last) ? this.#atPod(last) : this.connect(client, target);
  }

  #atPod(entry: Entry): Arrival {
    const { address, port } = entry.way;
    const pod = this.#cluster().pods.get(address);
    if (!pod) return { kind: 'timeout' }; // nobody has the address any more
    return pod.listens(port, entry.protocol) ? { kind: 'answered', entry } : { kind: 'refused' };
  }
}
