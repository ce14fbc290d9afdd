/** A whole cluster in one process: the API, its controllers, pods, routing, and listeners for clients outside. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { V1Service } from '@kubernetes/client-node';
import { ClusterAddresses } from './addresses.ts';
import { DAEMON_SETS, DEPLOYMENTS, type Kind, NAMESPACES, NODES, PODS, SERVICES } from './api/kinds.ts';
import { Registry, type Strategy } from './api/registry.ts';
import { apiServer } from './api/server.ts';
import type { ServiceObject } from './api/service-object.ts';
import { ServiceStrategy } from './api/service-strategy.ts';
import { Store } from './api/store.ts';
import { DaemonSets } from './controllers/daemon-sets.ts';
import { Deployments } from './controllers/deployments.ts';
import { keepEndpointSlices } from './controllers/endpoint-slices.ts';
import { keepIPAddresses } from './controllers/ip-addresses.ts';
import { Kubelet } from './controllers/kubelet.ts';
import { Namespaces } from './controllers/namespaces.ts';
import { slicesOf } from './controllers/service-slices.ts';
import { DataPlane } from './data-plane.ts';
import { firstObjects } from './first-objects.ts';
import { Names } from './names/names.ts';
import { Doors } from './outside/doors.ts';
import type { PodProcess } from './pods/pod-process.ts';
import { podRequests } from './pods/pod-requests.ts';
import { serviceVariables } from './pods/service-links.ts';
import type { World } from './pods/world.ts';
import type { Mode } from './routing/cluster-model.ts';
import { Network } from './routing/network.ts';
import { serviceMap } from './routing/service-map.ts';
import { localReadyAddresses } from './routing/topology.ts';
import { type Wrappers, wrapped } from './wrappers.ts';

/** What is described is kube-proxy of this version. */
const KUBERNETES_VERSION = 'v1.37.0';

/** Real ones take 1 s and more (`minSyncPeriod`); long enough to be seen, in ms. */
const PROGRAMMED_AFTER_MS = 150;

export interface ReferenceSettings {
  /** The first two numbers of its loopback network, such as `127.9`. */
  readonly network: string;
  readonly nodes: number;
  readonly mode: Mode;
  /** The machine has 127.0.0.1 only. */
  readonly alone: boolean;
  /** From a change in the API until every node follows, in ms. */
  readonly programmedAfterMs?: number;
  /** Whether clients outside find listeners; without, only the model tells what they would meet. */
  readonly listeners?: boolean;
  /** Of a fault, by which it is broken. */
  readonly wrappers?: Wrappers;
}

export interface ReferenceCluster extends Disposable {
  /** The API, which does not listen yet. */
  readonly api: Server;
  readonly addresses: ClusterAddresses;
  readonly world: World;
}

export function referenceCluster({
  network,
  nodes,
  mode,
  alone,
  programmedAfterMs = PROGRAMMED_AFTER_MS,
  listeners = true,
  wrappers = {},
}: ReferenceSettings): ReferenceCluster {
  const addresses = new ClusterAddresses(network, nodes, alone);
  const store = new Store();
  const kubelet = new Kubelet(store, addresses, wrapped(wrappers, 'serviceVariables', serviceVariables));
  const dataPlane = new DataPlane({
    ...{ store, kubelet, addresses, mode, programmedAfterMs },
    serviceMap: wrapped(wrappers, 'serviceMap', serviceMap),
  });
  const names = new Names(store);
  const world: World = {
    ...{ mode, addresses, findName: wrapped(wrappers, 'findName', (name, type) => names.find(name, type)) },
    network: new Network(
      () => dataPlane.model,
      () => performance.now(),
      Math.random,
      wrappers,
    ),
    podAt: (address) => podAt(kubelet, address),
  };
  const namespaces = new Namespaces(store, kubelet);
  const deployments = new Deployments(store, kubelet);
  const daemonSets = new DaemonSets(
    store,
    kubelet,
    addresses.nodes.map(({ name }) => name),
  );
  keepIPAddresses(store);
  keepEndpointSlices(store, () => undefined, wrapped(wrappers, 'slicesOf', slicesOf));
  const doors = new Doors(world, store, dataPlane, wrapped(wrappers, 'localReady', localReadyAddresses), listeners);
  const services = new ServiceStrategy((name) => otherServices(store, name), addresses.services);
  const prepareService = wrapped(wrappers, 'prepareService', (object, before) => services.prepare(object, before));
  const strategies = new Map<Kind, Strategy>([
    [SERVICES, { prepare: (object, before) => prepareService(object as ServiceObject, before as ServiceObject) }],
    [NAMESPACES, namespaces],
    [DEPLOYMENTS, deployments],
    [DAEMON_SETS, daemonSets],
    [
      PODS,
      {
        prepare: (object, before) => ({ ...object, status: before?.status ?? { phase: 'Pending', conditions: [] } }),
        remove: (object, grace) => kubelet.remove(object, grace),
      },
    ],
  ]);
  const registry = new Registry(store, strategies);
  for (const [kind, object] of firstObjects(addresses, KUBERNETES_VERSION)) {
    const prepared = strategies.get(kind)?.prepare?.(object, undefined) ?? object;
    store.create(kind, kind === NODES ? object : prepared);
  }
  const api = apiServer({ store, registry, pods: podRequests(kubelet, world), version: KUBERNETES_VERSION });
  const sockets = new Set<Socket>();
  api.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  const dispose = () => {
    doors[Symbol.dispose]();
    kubelet[Symbol.dispose]();
    api.close();
    for (const socket of sockets) socket.destroy();
  };
  return { api, addresses, world, [Symbol.dispose]: dispose };
}

/** The specs of all Services but that one. */
function otherServices(store: Store, name: string): NonNullable<V1Service['spec']>[] {
  const others = store.list(SERVICES).filter(({ metadata }) => `${metadata.namespace}/${metadata.name}` !== name);
  return (others as unknown as V1Service[]).flatMap(({ spec }) => spec ?? []);
}

function podAt(kubelet: Kubelet, address: string): PodProcess | undefined {
  for (const each of kubelet.processes.values()) if (each.address === address && !each.place.hostNetwork) return each;
  return undefined;
}
