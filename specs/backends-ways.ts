/** A Service asked in several ways at once: who must answer, and that nobody does, beside a Service that is answered. */
import type { V1Service } from '@kubernetes/client-node';
import { PROBE_TIMEOUT_MS, SERVICE_PROGRAMMED_MS } from '../helpers/bounds.ts';
import type { Check } from '../helpers/expect/check.ts';
import { expect } from '../helpers/expect/matchers/index.ts';
import type { Sampling } from '../helpers/expect/observation.ts';
import type { SampleOptions } from '../helpers/expect/sample.ts';
import type { SilenceOptions } from '../helpers/expect/silence.ts';
import type { Subject } from '../helpers/expect/subject.ts';
import type { Kube } from '../helpers/kube/client.ts';
import { eventually, NotYet } from '../helpers/kube/eventually.ts';
import { answeredOnce } from '../helpers/scene/answered-once.ts';
import { stillFree } from '../helpers/scene/holders.ts';
import { fromNextNode } from '../helpers/scene/next-node.ts';
import { SHARED } from '../helpers/scene/shared.ts';
import type { Scene, Stage } from '../helpers/scene/stage.ts';
import { controlOf, fromNodes, fromOutside, fromPods, type Way } from '../helpers/scene/ways.ts';

/** From a pod on each node to the ClusterIP, and from outside to the nodePort on each node. */
export function fromInAndOut(stage: Stage, service: V1Service): Way[] {
  return [...fromPods(stage, service), ...fromOutside(stage, service)];
}

/** Also from each node's own network to the ClusterIP, and from a pod on another node to each node's nodePort. */
export function fromEverywhere(stage: Stage, service: V1Service): Way[] {
  return [...fromInAndOut(stage, service), ...fromNodes(stage, service), ...acrossNodes(stage, service)];
}

/** To the nodePort on each node: from outside, or where there is no such place from a pod on another node. */
export function throughNodePort(stage: Stage, service: V1Service): Way[] {
  const outside = fromOutside(stage, service);
  return outside.length > 0 ? outside : acrossNodes(stage, service);
}

function acrossNodes(stage: Stage, service: V1Service): Way[] {
  const doors = fromNextNode(stage.cluster, stage.places.pods, service);
  return doors.map((each) => ({ ...each, node: each.target.node }));
}

/** Expects that every backend of the subject answers, and nobody else, whichever way it is asked. */
export async function reached(
  check: Check,
  ways: readonly Way[],
  of: Subject,
  options: Partial<SampleOptions> = {},
): Promise<Sampling[]> {
  if (ways.length === 0) throw new Error(`${of.name} was to be asked in some way`);
  const within = SERVICE_PROGRAMMED_MS;
  const samplings = await Promise.all(ways.map((way) => check.sample({ within, ...options, ...way, of })));
  for (const sampling of samplings) expect(sampling).toReachEveryBackend();
  return samplings;
}

/** Every way to one Service over the shared backends, made when it is first asked for and answered by then: positive controls. */
export function controlsOf(set: Scene): () => Promise<Way[]> {
  let controls: Promise<Way[]> | undefined;
  return () => {
    controls ??= makeControls(set);
    return controls;
  };
}

async function makeControls(set: Scene): Promise<Way[]> {
  const stage = await set.stage();
  const backends = await stage.shared();
  const service = await stage.service({ name: stage.name('control'), type: 'NodePort', selector: SHARED });
  const ways = fromEverywhere(stage, service);
  const clients = [...new Set(ways.map(({ client }) => client))];
  const signal = AbortSignal.timeout(SERVICE_PROGRAMMED_MS + PROBE_TIMEOUT_MS);
  const answered = clients.map(async (client) => {
    const targets = ways.filter((way) => way.client === client).map(({ target }) => target);
    const look = async (stop: AbortSignal) => {
      const seen = await answeredOnce(client, targets, backends, PROBE_TIMEOUT_MS, stage.run.nonce, stop);
      if (seen.length < targets.length) throw new NotYet(`${seen.length} of ${targets.length} targets answered`);
    };
    await eventually(`${client.name}: its positive controls answered`, look, { within: SERVICE_PROGRAMMED_MS, signal });
  });
  await Promise.all(answered);
  return ways;
}

/**
 * Expects that no way reaches anybody, each beside the same place's control.
 * @param freedIn the cluster where nobody may have been given these numbers meanwhile, if they were freed.
 */
export async function reachesNobody(
  check: Check,
  ways: readonly Way[],
  answered: readonly Way[],
  options: Omit<SilenceOptions, 'client' | 'target' | 'control' | 'beside'>,
  freedIn?: Kube,
): Promise<void> {
  if (ways.length === 0) throw new Error(`${options.of.name} was to be asked in some way`);
  const silences = await Promise.all(
    ways.map((way) => check.silence({ ...options, ...way, control: controlOf(way, answered) })),
  );
  if (freedIn) {
    await stillFree(
      freedIn,
      ways.map(({ target }) => target),
    );
  }
  for (const silence of silences) expect(silence).toReachNobody();
}
