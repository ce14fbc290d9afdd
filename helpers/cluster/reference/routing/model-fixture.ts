/** For unit tests: a cluster of three nodes with one pod on each of the first two. */
import type { Client, Cluster, Endpoint, Mode, Node, Pod, Service, ServicePort } from './cluster-model.ts';

export function node(number: number): Node {
  return {
    name: `node-${number}`,
    zone: undefined,
    internalIP: `127.9.0.${number}`,
    gateway: `10.42.${number}.1`,
    overlay: `10.42.${number}.0`,
  };
}

function pod(number: number): Pod {
  const address = `10.42.${number}.5`;
  return { address, node: `node-${number}`, listens: (port) => port === 8080, answerBytes: () => 200 };
}

export function endpoint(number: number, more: Partial<Endpoint> = {}): Endpoint {
  return {
    ...{ address: pod(number).address, port: 8080, node: `node-${number}` },
    ...{ ready: true, serving: true, terminating: false, zones: [], nodes: [] },
    ...more,
  };
}

export const VIP = '127.9.128.7';
export const NODE_PORT = 31_000;

export function service(endpoints: readonly Endpoint[], more: Partial<Service & ServicePort> = {}): Service {
  const { protocol = 'TCP', ...rest } = more;
  return {
    ...{ name: 'default/web', clusterIP: VIP, internalLocal: false, externalLocal: false, affinitySeconds: 0 },
    ports: [{ name: '', protocol, port: 80, nodePort: NODE_PORT, endpoints }],
    ...rest,
  };
}

export function cluster(mode: Mode, ...services: Service[]): Cluster {
  const pods = [pod(1), pod(2)];
  return {
    ...{ mode, services, nodes: [node(1), node(2), node(3)] },
    pods: new Map(pods.map((each) => [each.address, each])),
    isServiceAddress: (address) => address.startsWith('127.9.128.'),
  };
}

export const podOn = (number: number): Client => ({
  ...{ kind: 'pod', node: `node-${number}`, address: `10.42.${number}.9` },
});
export const onNode = (number: number): Client => ({
  ...{ kind: 'node', node: `node-${number}`, address: `127.9.0.${number}` },
});
export const outside: Client = { kind: 'outside', address: '127.0.0.1' };
