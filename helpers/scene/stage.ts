/** Where the specs of one file play: a namespace of their own, with backends and Services in it. */
import { randomBytes } from 'node:crypto';
import type { V1Service } from '@kubernetes/client-node';
import type { Cluster } from '../cluster/cluster.ts';
import type { Backend } from '../expect/backend.ts';
import { errorText } from '../expect/error-text.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import { type Places, placesOf } from '../expect/places.ts';
import type { Arrival, Subject } from '../expect/subject.ts';
import { apply } from '../kube/apply.ts';
import { Kube, withSignal } from '../kube/client.ts';
import { endpointSlices, formatSlices } from '../kube/endpoints.ts';
import { createNamespace, deleteNamespace } from '../kube/namespace.ts';
import { podLog } from '../kube/pod-log.ts';
import { seenBy } from '../probe/access-log.ts';
import { podClient } from '../probe/pod-client.ts';
import type { Client } from '../probe/probe.ts';
import { type RunContext, readRunContext } from '../run/context.ts';
import { BACKEND_PORT, backendConfig } from './backend-config.ts';
import { BACKEND_CONTAINER, type BackendOptions } from './backend-pod.ts';
import { createBackends, podName } from './backends.ts';
import { type ServiceOptions, serviceOf } from './services.ts';
import { serviceName } from './targets.ts';

/** What the shared backends are selected by. */
export const SHARED = { app: 'shared' } as const;

/** One for each node of the smallest cluster that the suite is for. */
const SHARED_BACKENDS = 3;

export interface Stage {
  readonly run: RunContext;
  readonly cluster: Cluster;
  readonly kube: Kube;
  readonly namespace: string;
  readonly places: Places;
  /** A name that nothing else in the namespace has. */
  name(prefix: string): string;
  /** Makes pods for one spec alone and waits until they are Ready. */
  backends(options: readonly BackendOptions[], signal?: AbortSignal): Promise<Backend[]>;
  /** Three backends with the labels SHARED, one after another over the nodes, that every spec of the file may send traffic to and none may change. */
  shared(): Promise<readonly Backend[]>;
  service(options: ServiceOptions, signal?: AbortSignal): Promise<V1Service>;
  /** What a failure message about the Service needs; `backends` are those that are expected to answer. */
  subject(service: V1Service, backends: readonly Backend[], targetPort?: number): Subject;
  /** A backend as a place that traffic is sent from. */
  clientOf(backend: Backend): Client;
}

export interface Scene extends AsyncDisposable {
  /** Set when it is first asked for. @throws {Inconclusive} where it could not be set. */
  stage(): Promise<Stage>;
}

/** The scene of a spec file; `topic` goes into its namespace's name. Call it while the file loads, and dispose of it at its end. */
export function scene(topic: string): Scene {
  const run = readRunContext();
  const kube = Kube.fromFile(run.cluster.kubeconfig);
  const places = placesOf(run, kube);
  places.catch(() => {}); // whoever asks for the stage is told
  const namespace = `${topic}-${run.cluster.runId}-${randomBytes(3).toString('hex')}`;
  const clients: Client[] = [];
  let stage: Promise<Stage> | undefined;
  return {
    stage: () => {
      stage ??= orInconclusive(setStage(run, kube, namespace, places, clients));
      return stage;
    },
    [Symbol.asyncDispose]: async () => {
      await using _kube = kube;
      if (stage) await deleteNamespace(kube, namespace);
      await Promise.all([
        (await places)[Symbol.asyncDispose](),
        ...clients.map((client) => client[Symbol.asyncDispose]()),
      ]);
    },
  };
}

/** Whatever goes wrong while the scene is set says nothing about a Service. */
async function orInconclusive<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw new Inconclusive(`the scene could not be set: ${errorText(error)}`, { cause: error });
  }
}

async function setStage(
  run: RunContext,
  kube: Kube,
  namespace: string,
  waiting: Promise<Places>,
  clients: Client[],
): Promise<Stage> {
  const { cluster, nonce } = run;
  const places = await waiting;
  await createNamespace(kube, namespace, run.labels);
  await apply(kube, await backendConfig(namespace, nonce, cluster.ipFamilies));
  const place = { kube, namespace, image: cluster.images.nginx };
  let count = 0;
  let shared: Promise<readonly Backend[]> | undefined;
  const self: Stage = {
    ...{ run, cluster, kube, namespace, places },
    name: (prefix) => {
      count += 1;
      return `${prefix}-${count}`;
    },
    backends: (options, signal) => orInconclusive(createBackends(place, options, signal)),
    shared: () => {
      shared ??= self.backends(sharedOptions(cluster));
      return shared;
    },
    service: (options, signal) =>
      kube.core.createNamespacedService({ namespace, body: serviceOf(options, namespace) }, withSignal(signal)),
    subject: (service, backends, targetPort = BACKEND_PORT) => ({
      name: serviceName(service),
      ...{ backends, targetPort },
      endpointSlices: async () => {
        const { namespace: place = '', name = '' } = service.metadata ?? {};
        return formatSlices(await endpointSlices(kube, place, name)).split('\n');
      },
      arrivals: () => arrivals(kube, backends),
    }),
    clientOf: (backend) => {
      const client = podClient(
        kube,
        {
          ...{ namespace, name: podName(backend), container: BACKEND_CONTAINER },
          ...{ node: backend.node, address: backend.address, hostNetwork: false },
        },
        nonce,
      );
      clients.push(client);
      return client;
    },
  };
  return self;
}

function sharedOptions({ nodes }: Cluster): BackendOptions[] {
  return Array.from({ length: SHARED_BACKENDS }, (_, index) => {
    const node = nodes[index % nodes.length]?.name;
    return { name: `shared-${index + 1}`, labels: SHARED, ...(node !== undefined && { node }) };
  });
}

async function arrivals(kube: Kube, backends: readonly Backend[]): Promise<Map<string, Arrival>> {
  const logs = backends.map(async (backend) => {
    const [namespace = ''] = backend.name.split('/');
    const log = await podLog(kube, namespace, podName(backend), BACKEND_CONTAINER);
    return [...seenBy(log)].map(([token, from]) => [token, { backend: backend.name, from }] as const);
  });
  return new Map((await Promise.all(logs)).flat());
}
