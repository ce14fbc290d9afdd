/** Whether this process can be the client outside of an existing cluster: proven by a nodePort of our own, not by hope. */
import { randomBytes } from 'node:crypto';
import type { KubernetesObject } from '@kubernetes/client-node';
import { PROBE_TIMEOUT_MS, ROLLOUT_MS } from '../bounds.ts';
import type { Cluster, ClusterNode, OutsidePlace } from '../cluster/cluster.ts';
import { otherAddresses } from '../cluster/other-addresses.ts';
import { apply } from '../kube/apply.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { systemClock } from '../kube/clock.ts';
import { remove } from '../kube/remove.ts';
import { httpProbe } from '../probe/http-probe.ts';
import { kubeletAnswers } from '../probe/kubelet-answers.ts';
import { podClient } from '../probe/pod-client.ts';
import type { ProbeRequest, ProbeResult, Target } from '../probe/probe.ts';
import { tokens } from '../probe/token.ts';
import { backendConfig } from '../scene/backend-config.ts';
import { createBackends } from '../scene/backends.ts';
import { serviceOf } from '../scene/services.ts';
import { nodePorts } from '../scene/targets.ts';

/** As long as a proxy may take to serve a new Service on an existing cluster, in ms. */
const PROGRAMMED_MS = 120_000;

/** Once a pod is answered at a nodePort, it is served; an answer that does not come here either within this has no way, in ms. */
const THEN_HERE_MS = 10_000;

const KUBELET_MS = 3_000;
const LOOK_EVERY_MS = 500;
const NAME = 'outside-proof';

/** What there is to do about it, for whoever reads a report. */
const ELSEWHERE =
  'run the suite on a machine that reaches the nodes (see README, "An existing cluster"), or say --outside none to skip what needs it';

export interface OutsideQuestion {
  readonly kube: Kube;
  readonly cluster: Pick<Cluster, 'nodes' | 'clients' | 'images' | 'ipFamilies'>;
  /** Where pods of ours may be. */
  readonly namespace: string;
  readonly wanted: OutsidePlace['kind'] | undefined;
  /** Why this process is not outside, whatever it reaches; undefined if it is. */
  readonly inside: string | undefined;
  readonly signal: AbortSignal;
}

/** @throws Error where this process was asked for and does not reach the nodes. */
export async function chooseExistingOutside(question: OutsideQuestion): Promise<OutsidePlace> {
  const { wanted, inside } = question;
  if (wanted === 'none') return { kind: 'none', why: '--outside none', wanted: false };
  const why = inside ?? (await unreached(question));
  if (why === undefined) return { kind: 'process' };
  if (wanted === 'process') throw new Error(`--outside process: ${why}; leave it out`);
  return { kind: 'none', why: `${why}; ${ELSEWHERE}`, wanted: true };
}

/** Why this process reaches no node, or undefined if it reaches one. */
async function unreached({ kube, cluster, namespace, signal }: OutsideQuestion): Promise<string | undefined> {
  await using cleanup = new AsyncDisposableStack();
  const nonce = randomBytes(12).toString('hex');
  const labels = { app: NAME };
  const made = <T extends KubernetesObject>(object: T) => cleanup.defer(() => remove(kube, object));
  const config = await backendConfig(namespace, nonce, cluster.ipFamilies);
  made(config);
  await apply(kube, config, { signal });
  made({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: NAME } });
  await createBackends({ kube, namespace, image: cluster.images.nginx }, [{ name: NAME, labels }], signal);
  const body = serviceOf({ name: NAME, type: 'NodePort', selector: labels }, namespace);
  made(body);
  const service = await kube.core.createNamespacedService({ namespace, body }, withSignal(signal));
  const doors = nodePorts(cluster, service);
  const addresses = otherAddresses(cluster);
  const fromHere = doors.map((door) => ({ ...door, host: addresses.get(door.host) ?? door.host }));

  const pods = cluster.clients.filter(({ hostNetwork }) => !hostNetwork).map((pod) => podClient(kube, pod, nonce));
  for (const pod of pods) cleanup.use(pod);
  const token = tokens(nonce);
  const requestTo = (target: Target): ProbeRequest => ({ target, token: token(), timeoutMs: PROBE_TIMEOUT_MS });
  const until = systemClock.now() + Math.min(PROGRAMMED_MS, ROLLOUT_MS);
  let servedSince: number | undefined;
  let last: ProbeResult[] = [];
  while (systemClock.now() < until) {
    signal.throwIfAborted();
    last = await Promise.all(fromHere.map((door) => httpProbe(requestTo(door), nonce, signal)));
    if (last.some(isOurs)) return undefined;
    const fromPod = servedSince === undefined ? await pods[0]?.look(doors.map(requestTo), signal) : undefined;
    if (fromPod?.some(isOurs)) servedSince = systemClock.now();
    if (servedSince !== undefined && systemClock.now() - servedSince > THEN_HERE_MS) break;
    await systemClock.sleep(LOOK_EVERY_MS, signal);
  }
  const seen = last
    .map(({ request, outcome }) => `${request.target.host}:${request.target.port} ${outcome}`)
    .join(', ');
  if (servedSince !== undefined) return `no nodePort is reached from here, while a pod is answered there (${seen})`;
  // No nodePort is served to anybody: that is for the requirements to say, if the nodes themselves are reached.
  return (await aKubeletAnswers(cluster.nodes, addresses)) ? undefined : `no node is reached from here (${seen})`;
}

async function aKubeletAnswers(
  nodes: readonly ClusterNode[],
  addresses: ReadonlyMap<string, string>,
): Promise<boolean> {
  const looks = nodes.flatMap((node) =>
    node.internalIPs.map((address) => kubeletAnswers(node, addresses.get(address) ?? address, KUBELET_MS)),
  );
  return (await Promise.all(looks)).some(({ routable }) => routable);
}

function isOurs({ outcome }: ProbeResult): boolean {
  return outcome === 'answered';
}
