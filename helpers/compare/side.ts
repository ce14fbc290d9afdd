/** One of the two clusters that are compared: the same pods run on it, and the same Services are made. */
import type { V1Service } from '@kubernetes/client-node';
import type { ClientPod } from '../cluster/cluster.ts';
import type { Node } from '../cluster/reference/routing/cluster-model.ts';
import type { Backend } from '../expect/backend.ts';
import { apply } from '../kube/apply.ts';
import type { Kube } from '../kube/client.ts';
import { endpointSlices } from '../kube/endpoints.ts';
import { backendConfig } from '../scene/backend-config.ts';
import { createBackends, deleteBackend } from '../scene/backends.ts';
import { type Answer, answerOf } from '../scene/rejection.ts';
import { relabel } from '../scene/relabel.ts';
import { PODS, type ServicePlan } from './plan.ts';

/** A dying pod serves on for longer than any comparison takes, in s. */
const DYING_S = 3_600;

export interface SidePlace {
  readonly kube: Kube;
  readonly namespace: string;
  readonly image: string;
  readonly nonce: string;
  /** In their order on both sides. */
  readonly nodes: readonly Node[];
  readonly clients: readonly ClientPod[];
}

export interface Side extends SidePlace {
  readonly pods: ReadonlyMap<string, Backend>;
}

/** Makes the pods, and lets those die that are to. */
export async function openSide(place: SidePlace, signal: AbortSignal): Promise<Side> {
  const { kube, namespace, nonce, nodes } = place;
  await apply(kube, await backendConfig(namespace, nonce, ['IPv4']), { signal });
  const backends = await createBackends(
    place,
    PODS.map((pod) => ({
      ...{
        name: pod.name,
        labels: { pod: pod.name },
        node: nodes[pod.node]?.name ?? '',
        ready: pod.kind !== 'unready',
      },
      ports: [{ name: 'web', containerPort: pod.kind === 'other' ? 9001 : 8080 }],
      ...(pod.kind === 'dying' && { graceSeconds: DYING_S, preStopSeconds: DYING_S - 1 }),
    })),
    signal,
  );
  const pods = new Map(backends.map((backend, index) => [PODS[index]?.name ?? '', backend]));
  const dying = PODS.filter(({ kind }) => kind === 'dying').flatMap(({ name }) => pods.get(name) ?? []);
  for (const backend of dying) await deleteBackend(kube, backend);
  return { ...place, pods };
}

/** Labels each pod for the Services of a batch that select it. */
export async function labelPods(
  { kube, pods }: Side,
  services: ReadonlyMap<string, ServicePlan>,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    [...pods].map(([pod, backend]) => {
      const selecting = [...services].filter(([, plan]) => plan.pods.includes(pod));
      return relabel(kube, backend, Object.fromEntries(selecting.map(([name]) => [name, 'yes'])), signal);
    }),
  );
}

export async function applyService(
  { kube, namespace }: Side,
  name: string,
  plan: ServicePlan,
  signal: AbortSignal,
): Promise<Answer> {
  const { ports, pods: _, affinitySeconds, ...spec } = plan;
  const service: V1Service = {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } },
    spec: {
      ...spec,
      selector: { [name]: 'yes' },
      ports: ports.map((port, index) => ({ ...port, name: `p${index}` })),
      ...(affinitySeconds !== undefined && {
        ...{ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: affinitySeconds } } },
      }),
    },
  };
  return answerOf(apply(kube, service, { signal }));
}

/** What is the same on both sides if both make the same of a Service: without the numbers that it was given. */
export function comparable(answer: Answer): unknown {
  if (!answer.accepted) return { code: answer.code, fields: answer.fields.toSorted() };
  const { clusterIP: _, clusterIPs, ports = [], ...spec } = (answer.object as V1Service).spec ?? {};
  return {
    ...spec,
    clusterIPs: clusterIPs?.length,
    ports: ports.map(({ nodePort = 0, ...port }) => ({ ...port, nodePort: nodePort > 0 })),
  };
}

/** What the EndpointSlices of a Service say, by the names of pods. */
export async function endpointsOf({ kube, namespace }: Side, service: string): Promise<string[]> {
  const rows = await endpointSlices(kube, namespace, service);
  return rows
    .map(({ pod, ready, serving, terminating, ports }) =>
      [
        pod,
        ports.toSorted().join(', ') || 'no port',
        ready && 'ready',
        serving && 'serving',
        terminating && 'terminating',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .sort();
}
