import { fileURLToPath } from 'node:url';
import type { V1ContainerPort, V1Pod } from '@kubernetes/client-node';
import { readManifests } from '../kube/manifests.ts';

const MANIFEST = fileURLToPath(new URL('../../fixtures/backend/pod.yaml', import.meta.url));

export const BACKEND_CONTAINER = 'backend';

export interface BackendOptions {
  readonly name: string;
  /** The node that it must run on; the scheduler's choice if there is none. */
  readonly node?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Named ports, where a Service names its targetPort. */
  readonly ports?: readonly V1ContainerPort[];
  /** False: it runs, and is not Ready until it is made so. */
  readonly ready?: boolean;
  /** `terminationGracePeriodSeconds`. */
  readonly graceSeconds?: number;
  /** It goes on serving for so long after its deletion; less than graceSeconds. */
  readonly preStopSeconds?: number;
}

/** The manifest of one backend pod. */
export async function backendPod(options: BackendOptions, namespace: string, image: string): Promise<V1Pod> {
  const [manifest] = await readManifests(MANIFEST);
  const pod = manifest as V1Pod;
  const { name, node, labels, ports, ready = true, graceSeconds, preStopSeconds } = options;
  const [container, ...others] = pod.spec?.containers ?? [];
  if (!pod.spec || !container || others.length > 0) throw new Error(`${MANIFEST} is to have one container`);
  const env = (container.env ?? []).map((each) =>
    each.name === 'STARTS' ? { name: 'STARTS', value: ready ? 'ready' : 'unready' } : each,
  );
  return {
    ...pod,
    metadata: { ...pod.metadata, name, namespace, labels: { ...labels } },
    spec: {
      ...pod.spec,
      ...(graceSeconds !== undefined && { terminationGracePeriodSeconds: graceSeconds }),
      ...(node !== undefined && { affinity: onNode(node) }),
      containers: [
        {
          ...container,
          image,
          env,
          ...(ports && { ports: [...ports] }),
          ...(preStopSeconds !== undefined && {
            lifecycle: { preStop: { exec: { command: ['sleep', String(preStopSeconds)] } } },
          }),
        },
      ],
    },
  };
}

/** By the scheduler, as a DaemonSet does it: a nodeName would go past cordons, taints and full nodes. */
function onNode(name: string) {
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } };
}
