/** The article's three manifests, applied in a namespace of their own, and what its specs need to talk about them. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { KubernetesObject, V1Pod, V1Service } from '@kubernetes/client-node';
import type { Backend } from '../helpers/expect/backend.ts';
import type { Places } from '../helpers/expect/places.ts';
import { whenSpecsEnd } from '../helpers/expect/spec-file.ts';
import type { Arrival, Subject } from '../helpers/expect/subject.ts';
import { apply } from '../helpers/kube/apply.ts';
import type { Kube } from '../helpers/kube/client.ts';
import { endpointSlices, formatSlices } from '../helpers/kube/endpoints.ts';
import { exec } from '../helpers/kube/exec.ts';
import { type Home, homeOf } from '../helpers/kube/home.ts';
import { kubeOf } from '../helpers/kube/kube-of.ts';
import { readManifests } from '../helpers/kube/manifests.ts';
import { podLog } from '../helpers/kube/pod-log.ts';
import { deploymentRolledOut } from '../helpers/kube/rollout.ts';
import { articleOverlays, overlaid } from '../helpers/overlays.ts';
import { seenBy } from '../helpers/probe/access-log.ts';
import { identify } from '../helpers/probe/identity.ts';
import { podClient } from '../helpers/probe/pod-client.ts';
import type { Client, Target } from '../helpers/probe/probe.ts';
import { type RunContext, readRunContext } from '../helpers/run/context.ts';
import { gonePods } from '../helpers/scene/gone-pods.ts';
import { ground } from '../helpers/scene/ground.ts';
import { orInconclusive } from '../helpers/scene/stage.ts';

export const PORT = 80;
export const PAGE = 'Welcome to nginx!';
const CONTAINER = 'nginx';

export interface Applied {
  readonly run: RunContext;
  readonly kube: Kube;
  readonly namespace: string;
  readonly places: Places;
  readonly myService: V1Service;
  readonly nodeportService: V1Service;
}

export interface Article extends Applied {
  /** The two Ready pods of my-deployment. */
  readonly pods: readonly Backend[];
  /** The same two pods, as places that traffic is sent from. */
  readonly podClients: readonly Client[];
  subject(service: V1Service): Subject;
}

export interface Scene {
  /** The manifests applied, nothing waited for. */
  applied(): Promise<Applied>;
  /** Both pods Ready, each with its name in its page. */
  article(): Promise<Article>;
}

/** `namespace/name`. */
export function nameOf({ metadata }: KubernetesObject): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

export function clusterIP(service: V1Service): Target {
  return { kind: 'ClusterIP', host: service.spec?.clusterIP ?? '', port: PORT, service: nameOf(service) };
}

/** The Service's name as a pod of its own namespace says it. */
export function dnsName(service: V1Service): Target {
  return { kind: 'DNS name', host: service.metadata?.name ?? '', port: PORT, service: nameOf(service) };
}

/** The nodePort at each address of each node that is of a family of the Service. */
export function nodePorts({ run }: Pick<Applied, 'run'>, service: V1Service): (Target & { node: string })[] {
  const { ports, ipFamilies } = service.spec ?? {};
  const port = ports?.[0]?.nodePort ?? 0;
  const served = (address: string) => ipFamilies?.includes(address.includes(':') ? 'IPv6' : 'IPv4') ?? true;
  return run.cluster.nodes.flatMap(({ name, internalIPs }) =>
    internalIPs
      .filter(served)
      .map((host) => ({ kind: 'nodePort' as const, host, port, service: nameOf(service), node: name })),
  );
}

/** Applies one of the manifests in fixtures/. */
export async function applyFixture(
  { run, kube, namespace }: Omit<Applied, 'myService' | 'nodeportService'>,
  file: string,
) {
  const path = fileURLToPath(new URL(`../fixtures/${file}`, import.meta.url));
  const [object] = await readManifests(path);
  if (!object) throw new Error(`fixtures/${file} holds no object`);
  const placed = { ...object, metadata: { ...object.metadata, namespace } };
  return apply(kube, overlaid(placed, articleOverlays(run.cluster)));
}

async function applyAll(kube: Kube, run: RunContext, home: Home, places: Promise<Places>): Promise<Applied> {
  await home.open(run.labels);
  const base = { run, kube, namespace: home.namespace, places: await places };
  await applyFixture(base, 'my-deployment.yaml');
  const myService: V1Service = await applyFixture(base, 'my-service.yaml');
  const nodeportService: V1Service = await applyFixture(base, 'nodeport-service.yaml');
  return { ...base, myService, nodeportService };
}

/** Plain nginx does not say which pod it is, so each pod's name is written into its page. */
async function writeName({ kube, run, namespace }: Applied, pod: V1Pod): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const command = identify(run.nonce, `${namespace}/${name}`);
  const place = { namespace, pod: name, container: CONTAINER };
  const { exitCode, stderr } = await exec(kube, { ...place, command, repeatable: true });
  if (exitCode !== 0)
    throw new Error(`pod ${namespace}/${name}: its name could not be written into its page: ${stderr}`);
}

async function arrivals({ kube, namespace }: Applied, pods: readonly Backend[]): Promise<Map<string, Arrival>> {
  const logs = pods.map(async (backend) => {
    const log = await podLog(kube, namespace, backend.name.slice(namespace.length + 1), CONTAINER);
    return [...seenBy(log)].map(([token, from]) => [token, { backend: backend.name, from }] as const);
  });
  return new Map((await Promise.all(logs)).flat());
}

async function rolledOut(applied: Applied): Promise<Article> {
  const { kube, namespace, run } = applied;
  const ready = await deploymentRolledOut(kube, namespace, 'my-deployment');
  await Promise.all(ready.map((pod) => writeName(applied, pod)));
  const pods = ready.map(({ metadata, spec, status }) => ({
    name: `${namespace}/${metadata?.name}`,
    address: status?.podIP ?? '',
    node: spec?.nodeName ?? '',
  }));
  const podClients = pods.map(({ name, address, node }) =>
    podClient(
      kube,
      { namespace, name: name.slice(namespace.length + 1), container: CONTAINER, node, address, hostNetwork: false },
      run.nonce,
    ),
  );
  const subject = (service: V1Service): Subject => ({
    name: nameOf(service),
    backends: pods,
    targetPort: PORT,
    endpointSlices: async () =>
      formatSlices(await endpointSlices(kube, namespace, service.metadata?.name ?? '')).split('\n'),
    gone: () => gonePods(kube, pods),
    arrivals: () => arrivals(applied, pods),
  });
  return { ...applied, pods, podClients, subject };
}

/** One scene a spec file: set when it is first asked for, and removed when the file's specs have ended. */
export function scene(): Scene {
  const run = readRunContext();
  const suffix = randomBytes(3).toString('hex');
  const kube = kubeOf(run.cluster, suffix);
  const home = homeOf(kube, run.cluster, `article-${run.cluster.runId}-${suffix}`, suffix);
  const under = ground(run);
  const { places } = under;
  let applied: Promise<Applied> | undefined;
  let article: Promise<Article> | undefined;
  whenSpecsEnd(async () => {
    await using _kube = kube;
    await using _under = under;
    await applied?.catch(() => undefined);
    if (applied) await home.close();
    const { podClients = [] } = (await article?.catch(() => undefined)) ?? {};
    await Promise.all(podClients.map((each) => each[Symbol.asyncDispose]()));
  });
  const self: Scene = {
    applied: () => {
      applied ??= orInconclusive(applyAll(kube, run, home, places));
      return applied;
    },
    article: () => {
      article ??= self.applied().then((all) => orInconclusive(rolledOut(all)));
      return article;
    },
  };
  return self;
}
