/** Where the specs of one file play: a namespace of their own, with backends and Services in it. */
import { randomBytes } from 'node:crypto';
import type { V1Service } from '@kubernetes/client-node';
import type { Cluster } from '../cluster/cluster.ts';
import type { Backend } from '../expect/backend.ts';
import { errorText } from '../expect/error-text.ts';
import { Inconclusive } from '../expect/inconclusive.ts';
import type { Places } from '../expect/places.ts';
import { whenSpecsEnd } from '../expect/spec-file.ts';
import type { Arrivals, Subject } from '../expect/subject.ts';
import { apply } from '../kube/apply.ts';
import { askDeletion } from '../kube/ask-deletion.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { createOnce } from '../kube/create-once.ts';
import { endpointSlices, formatSlices } from '../kube/endpoints.ts';
import { type Home, homeOf } from '../kube/home.ts';
import { kubeOf } from '../kube/kube-of.ts';
import { podClient } from '../probe/pod-client.ts';
import type { Client } from '../probe/probe.ts';
import { type RunContext, readRunContext } from '../run/context.ts';
import { BACKEND_PORT, backendConfig } from './backend-config.ts';
import { BACKEND_CONTAINER, type BackendOptions } from './backend-pod.ts';
import { createBackends, podName, podNamespace } from './backends.ts';
import { gonePods } from './gone-pods.ts';
import { type Ground, ground } from './ground.ts';
import { type ServiceOptions, serviceOf } from './services.ts';
import { type Shared, selectsShared, sharedBackends, sharedNamespace } from './shared.ts';
import { serviceName } from './targets.ts';

export interface Stage {
  readonly run: RunContext;
  readonly cluster: Cluster;
  readonly kube: Kube;
  readonly namespace: string;
  readonly places: Places;
  /** A name that nothing else has, in the namespace or beside the shared backends. */
  name(prefix: string): string;
  /** Makes pods for one spec alone and waits until they are Ready. */
  backends(options: readonly BackendOptions[], signal?: AbortSignal): Promise<Backend[]>;
  /** The three backends with the labels SHARED. */
  shared(): Promise<readonly Backend[]>;
  /** All that the specs of the run share. */
  sharedBackends(): Promise<Shared>;
  /** Creates a Service: in the namespace of the shared backends if its selector is theirs, or else in the stage's own. */
  service(options: ServiceOptions, signal?: AbortSignal): Promise<V1Service>;
  /** What a failure message about the Service needs; `backends` are those that are expected to answer. */
  subject(service: V1Service, backends: readonly Backend[], targetPort?: number): Subject;
  /** A backend as a place that traffic is sent from. */
  clientOf(backend: Backend): Client;
}

export interface Scene {
  /** Set when it is first asked for. @throws {Inconclusive} where it could not be set. */
  stage(): Promise<Stage>;
}

/** The scene of a spec file, cleared when its specs have ended; `topic` goes into its namespace's name. Call it while the file loads. */
export function scene(topic: string): Scene {
  const run = readRunContext();
  const suffix = randomBytes(3).toString('hex');
  const kube = kubeOf(run.cluster, suffix);
  const under = ground(run);
  const home = homeOf(kube, run.cluster, `${topic}-${run.cluster.runId}-${suffix}`, suffix);
  const clients: Client[] = [];
  const beside: V1Service[] = [];
  let stage: Promise<Stage> | undefined;
  whenSpecsEnd(async () => {
    await using _kube = kube;
    await using _under = under;
    if (stage) await Promise.all([home.close(), ...beside.map((each) => deleted(kube, each))]);
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  });
  return {
    stage: () => {
      stage ??= orInconclusive(setStage({ run, kube, home, under, suffix, clients, beside }));
      return stage;
    },
  };
}

/** Whatever goes wrong while the scene is set says nothing about a Service. */
export async function orInconclusive<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw new Inconclusive(`the scene could not be set: ${errorText(error)}`, { cause: error });
  }
}

interface Setting {
  readonly run: RunContext;
  readonly kube: Kube;
  readonly home: Home;
  /** What names end with. */
  readonly suffix: string;
  readonly under: Ground;
  /** Takes the clients that are opened. */
  readonly clients: Client[];
  /** Takes the Services that are created beside the shared backends. */
  readonly beside: V1Service[];
}

async function setStage({ run, kube, home, under, suffix, clients, beside }: Setting): Promise<Stage> {
  const { cluster, nonce } = run;
  const { namespace } = home;
  const places = await under.places;
  await home.open(run.labels);
  await apply(kube, await backendConfig(namespace, nonce, cluster.ipFamilies));
  const place = { kube, namespace, image: cluster.images.nginx };
  let count = 0;
  let shared: Promise<Shared> | undefined;
  const self: Stage = {
    ...{ run, cluster, kube, namespace, places },
    name: (prefix) => {
      count += 1;
      return `${prefix}-${count}-${suffix}`;
    },
    backends: (options, signal) => orInconclusive(createBackends(place, options, signal)),
    shared: async () => (await self.sharedBackends()).everywhere,
    sharedBackends: () => {
      shared ??= orInconclusive(sharedBackends(kube, run));
      return shared;
    },
    service: async (options, signal) => {
      const place = selectsShared(options.selector) ? sharedNamespace(cluster) : namespace;
      const body = serviceOf(options, place);
      if (place !== namespace) beside.push(body);
      const calls = {
        create: (stop: AbortSignal) => kube.core.createNamespacedService({ namespace: place, body }, withSignal(stop)),
        read: (stop: AbortSignal) =>
          kube.core.readNamespacedService({ namespace: place, name: options.name }, withSignal(stop)),
      };
      return createOnce(`Service ${place}/${options.name}`, calls, signal);
    },
    subject: (service, backends, targetPort = BACKEND_PORT) => ({
      name: serviceName(service),
      ...{ backends, targetPort },
      endpointSlices: async () => {
        const { namespace: place = '', name = '' } = service.metadata ?? {};
        return formatSlices(await endpointSlices(kube, place, name)).split('\n');
      },
      gone: () => gonePods(kube, backends),
      arrivals: () => arrivals(under, backends),
    }),
    clientOf: (backend) => {
      const client = podClient(
        kube,
        {
          ...{ namespace: podNamespace(backend), name: podName(backend), container: BACKEND_CONTAINER },
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

async function deleted(kube: Kube, { metadata }: V1Service): Promise<void> {
  const { namespace = '', name = '' } = metadata ?? {};
  const remove = (stop: AbortSignal) => kube.core.deleteNamespacedService({ namespace, name }, withSignal(stop));
  await askDeletion(`Service ${namespace}/${name}`, remove);
}

async function arrivals({ logOf }: Ground, backends: readonly Backend[]): Promise<Arrivals> {
  const seen = backends.map(async (backend) => ({ backend: backend.name, from: await logOf(backend).seen() }));
  const all = await Promise.all(seen);
  return {
    get(token) {
      const shown = all.find(({ from }) => from.has(token));
      return shown && { backend: shown.backend, from: shown.from.get(token) ?? '' };
    },
  };
}
