/** The listeners for clients outside: open wherever the route from outside leads to somebody or to silence, closed elsewhere. */
import type { V1Service } from '@kubernetes/client-node';
import { SERVICES } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { coalesced } from '../controllers/coalesced.ts';
import type { DataPlane } from '../data-plane.ts';
import type { World } from '../pods/world.ts';
import type { Client, Service, Target } from '../routing/cluster-model.ts';
import type { LocalReadyAddresses } from '../routing/topology.ts';
import { healthDoor } from './health-door.ts';
import type { OpenDoor } from './open-door.ts';
import { tcpDoor } from './tcp-door.ts';
import { udpDoor } from './udp-door.ts';

const OUTSIDE: Client = { kind: 'outside', address: '127.0.0.1' };

export class Doors implements Disposable {
  readonly #world: World;
  readonly #store: Store;
  readonly #all: boolean;
  readonly #localReady: LocalReadyAddresses;
  readonly #dataPlane: DataPlane;
  readonly #open = new Map<string, OpenDoor>();
  readonly #closed = new Set<OpenDoor>();

  /** @param all or else only those of health checks. */
  constructor(world: World, store: Store, dataPlane: DataPlane, localReady: LocalReadyAddresses, all = true) {
    this.#world = world;
    this.#store = store;
    this.#dataPlane = dataPlane;
    this.#all = all;
    this.#localReady = localReady;
    dataPlane.onChange(coalesced(() => this.#update()));
  }

  [Symbol.dispose](): void {
    for (const door of [...this.#open.values(), ...this.#closed]) door.end();
  }

  #update(): void {
    const wanted = new Map<string, () => OpenDoor>([
      ...(this.#all ? this.#serviceDoors() : []),
      ...this.#healthDoors(),
    ]);
    for (const [key, door] of this.#open) {
      if (wanted.has(key)) continue;
      door.close();
      this.#open.delete(key);
      this.#closed.add(door);
    }
    for (const [key, open] of wanted) if (!this.#open.has(key)) this.#open.set(key, open());
  }

  *#serviceDoors(): Iterable<[string, () => OpenDoor]> {
    const { services } = this.#dataPlane.model;
    for (const target of services.flatMap((service) => this.#targetsOf(service))) {
      const { kind } = this.#world.network.route(OUTSIDE, target);
      if (kind !== 'answered' && kind !== 'timeout') continue;
      const open = () => (target.protocol === 'UDP' ? udpDoor : tcpDoor)(this.#world, target);
      yield [`${target.protocol} ${target.address}:${target.port}`, open];
    }
  }

  /** Every address and port at which a Service, rightly or wrongly, might be open to the outside. */
  #targetsOf({ clusterIP, ports }: Service): Target[] {
    const addresses = [clusterIP, ...this.#dataPlane.model.nodes.map(({ internalIP }) => internalIP)];
    return ports.flatMap(({ protocol, port, nodePort }) =>
      addresses.flatMap((address) =>
        [port, nodePort].flatMap((each) => (each > 0 ? { address, port: each, protocol } : [])),
      ),
    );
  }

  *#healthDoors(): Iterable<[string, () => OpenDoor]> {
    for (const { metadata, spec } of this.#store.list(SERVICES) as unknown as V1Service[]) {
      const port = spec?.healthCheckNodePort;
      if (!port) continue;
      const name = `${metadata?.namespace}/${metadata?.name}`;
      for (const node of this.#dataPlane.model.nodes) {
        const ready = () => {
          const service = this.#dataPlane.model.services.find((each) => each.name === name);
          return service ? this.#localReady(service, node.name) : 0;
        };
        yield [`health ${name} ${node.internalIP}:${port}`, () => healthDoor(node.internalIP, port, name, ready)];
      }
    }
  }
}
