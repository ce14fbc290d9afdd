import type { V1DaemonSet, V1Deployment, V1Pod } from '@kubernetes/client-node';
import { ROLLOUT_MS } from '../bounds.ts';
import { type Kube, withSignal } from './client.ts';
import { eventually, NotYet } from './eventually.ts';
import { labelSelectorText } from './label-selector.ts';
import { isReady, podPhase, podProblem, podText } from './pod-state.ts';
import { newestWarning } from './warning-event.ts';

export interface RolloutOptions {
  /** In ms. */
  readonly within?: number;
  readonly signal?: AbortSignal | undefined;
}

interface Replicas {
  readonly wanted: number;
  readonly updated: number;
  /** Pods of older templates that still count. */
  readonly old: number;
  readonly ready: number;
}

/**
 * Waits until every replica of a Deployment's present template is Ready and none of an older one is left.
 * @returns the Ready pods of its selector, as many as it has replicas.
 * @throws {WaitTimedOut} that says which pod is stuck and why.
 */
export async function deploymentRolledOut(
  kube: Kube,
  namespace: string,
  name: string,
  options: RolloutOptions = {},
): Promise<V1Pod[]> {
  return rolledOut(
    kube,
    'Deployment',
    namespace,
    name,
    (signal) => kube.apps.readNamespacedDeployment({ namespace, name }, withSignal(signal)),
    ({ spec, status }: V1Deployment) => {
      const updated = status?.updatedReplicas ?? 0;
      const old = (status?.replicas ?? 0) - updated;
      return { wanted: spec?.replicas ?? 1, updated, old, ready: status?.readyReplicas ?? 0 };
    },
    options,
  );
}

/**
 * Waits until a DaemonSet's pod is Ready on every node that it is meant for.
 * @returns its Ready pods; none if it is meant for no node, so compare their number with what you expect.
 * @throws {WaitTimedOut} that says which pod is stuck and why.
 */
export async function daemonSetRolledOut(
  kube: Kube,
  namespace: string,
  name: string,
  options: RolloutOptions = {},
): Promise<V1Pod[]> {
  return rolledOut(
    kube,
    'DaemonSet',
    namespace,
    name,
    (signal) => kube.apps.readNamespacedDaemonSet({ namespace, name }, withSignal(signal)),
    ({ status }: V1DaemonSet) => {
      const updated = status?.updatedNumberScheduled ?? 0;
      const old = (status?.currentNumberScheduled ?? 0) - updated;
      return { wanted: status?.desiredNumberScheduled ?? 0, updated, old, ready: status?.numberReady ?? 0 };
    },
    options,
  );
}

async function rolledOut<T extends V1Deployment | V1DaemonSet>(
  kube: Kube,
  kind: 'Deployment' | 'DaemonSet',
  namespace: string,
  name: string,
  read: (signal: AbortSignal) => Promise<T>,
  count: (workload: T) => Replicas,
  { within = ROLLOUT_MS, signal }: RolloutOptions,
): Promise<V1Pod[]> {
  const { value } = await eventually(
    `${kind} ${namespace}/${name} rolled out`,
    async (stop) => {
      const workload = await read(stop);
      const { generation } = workload.metadata ?? {};
      const observed = workload.status?.observedGeneration ?? 0;
      if (generation === undefined || observed < generation) {
        throw new NotYet(`its controller has seen generation ${observed} of ${generation}`);
      }
      if (!workload.spec) throw new NotYet('it has no spec');
      const labelSelector = labelSelectorText(workload.spec.selector);
      const { items } = await kube.core.listNamespacedPod({ namespace, labelSelector }, withSignal(stop));
      const ready = items.filter(isReady);
      const { wanted, updated, old, ready: counted } = count(workload);
      if (updated === wanted && old === 0 && counted === wanted && ready.length === wanted) return ready;
      const stuck = await whyStuck(kube, kind, workload, items, stop);
      throw new NotYet(`${updated} of ${wanted} replicas updated, ${old} old, ${ready.length} ready${stuck}`);
    },
    { within, signal },
  );
  return value;
}

/** One pod that is not Ready and why; or why there is none, a quota for instance. */
async function whyStuck(
  kube: Kube,
  kind: 'Deployment' | 'DaemonSet',
  { metadata, status }: V1Deployment | V1DaemonSet,
  pods: readonly V1Pod[],
  signal: AbortSignal,
): Promise<string> {
  const namespace = metadata?.namespace ?? '';
  const unready = pods.filter((pod) => !isReady(pod));
  const pod = unready.find(podProblem) ?? unready[0];
  if (pod) {
    const warning = () => newestWarning(kube, namespace, { kind: 'Pod', name: pod.metadata?.name ?? '' }, signal);
    return `; ${podText(pod)}: ${podProblem(pod) ?? (await warning()) ?? podPhase(pod)}`;
  }
  const failure = status?.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  if (failure) return `; ${failure.reason}: ${failure.message}`;
  const warning = await newestWarning(kube, namespace, { kind, name: metadata?.name ?? '' }, signal);
  return warning ? `; ${warning}` : '';
}
