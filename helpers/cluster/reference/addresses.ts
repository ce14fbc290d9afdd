/** Who has which address: everything lies in one loopback network, so that nothing leaves the machine. */
import { ServiceRange } from './api/service-addresses.ts';
import type { Node } from './routing/cluster-model.ts';

/** The cluster's domain. */
export const ZONE = 'cluster.local';

/** The first pod of a node, after the node's own end of the bridge. */
const FIRST_POD = 2;
const LAST_POD = 254;

/** So many nodes have their pods in the cluster's own network; where there are more, the networks after it are taken, too. */
const NODES_OF_A_NETWORK = 100;

function podNetwork(network: string, index: number): string {
  const [first, second] = network.split('.').map(Number);
  const further = Math.floor(index / NODES_OF_A_NETWORK);
  return `${first}.${(second ?? 0) + further}.${1 + (index % NODES_OF_A_NETWORK)}`;
}

/** The first ones are the API's. */
const FIRST_NODE = 11;

/** In `network.0.0`, and from 256 nodes on in the last parts of the network. */
function nodeAddress(network: string, number: number): string {
  const part = number >> 8;
  return `${network}.${part === 0 ? 0 : 256 - part}.${number & 0xff}`;
}

export interface ClusterNode extends Node {
  readonly podCIDR: string;
}

export class ClusterAddresses {
  readonly nodes: readonly ClusterNode[];
  readonly services: ServiceRange;
  readonly dnsServer: string;
  readonly apiServer: string;
  readonly #taken = new Map<string, Set<string>>();
  readonly #next = new Map<string, number>();

  /** @param network such as `127.9`. @param alone: the machine has 127.0.0.1 only, so that the one node has it. */
  constructor(network: string, nodes: number, alone = false) {
    this.nodes = Array.from({ length: nodes }, (_, index) => {
      const pods = podNetwork(network, index);
      return {
        name: `reference-${index + 1}`,
        zone: undefined,
        internalIP: alone ? '127.0.0.1' : nodeAddress(network, index + FIRST_NODE),
        ...{ gateway: `${pods}.1`, overlay: `${pods}.0`, podCIDR: `${pods}.0/24` },
      };
    });
    this.services = new ServiceRange(`${network}.128.0/20`);
    this.apiServer = this.services.at(1);
    this.dnsServer = this.services.at(10);
  }

  nodeNamed(name: string): ClusterNode {
    const node = this.nodes.find((each) => each.name === name);
    if (!node) throw new Error(`there is no node ${name}`);
    return node;
  }

  /** An address that has been free for as long as possible. */
  takePodAddress(node: string): string {
    const { podCIDR } = this.nodeNamed(node);
    const taken = this.#taken.get(node) ?? new Set<string>();
    this.#taken.set(node, taken);
    const count = LAST_POD - FIRST_POD + 1;
    const next = this.#next.get(node) ?? 0;
    for (let tried = 0; tried < count; tried += 1) {
      const offset = (next + tried) % count;
      const address = podCIDR.replace('.0/24', `.${FIRST_POD + offset}`);
      if (taken.has(address)) continue;
      this.#next.set(node, offset + 1);
      taken.add(address);
      return address;
    }
    throw new Error(`node ${node} has no address left for a pod`);
  }

  freePodAddress(node: string, address: string): void {
    this.#taken.get(node)?.delete(address);
  }

  /** Text of a pod's /etc/resolv.conf; that of its node knows nothing of the cluster. */
  resolvConf(namespace: string, ofNode: boolean): string {
    if (ofNode) return 'nameserver 127.0.0.53\n';
    const search = [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE].join(' ');
    return `search ${search}\nnameserver ${this.dnsServer}\noptions ndots:5\n`;
  }
}
