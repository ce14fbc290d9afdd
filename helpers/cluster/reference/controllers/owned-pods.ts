/** The pods of Deployments and DaemonSets. */
import { createHash } from 'node:crypto';
import type { V1Pod, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { ApiObject } from '../api/api-object.ts';
import { PODS } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';

const TEMPLATE_HASH = 'pod-template-hash';

function hashOf(template: V1PodTemplateSpec): string {
  return createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 9);
}

/** A pod of the owner's template, on a node if it says so. */
export function createOwnedPod(store: Store, owner: ApiObject, template: V1PodTemplateSpec, nodeName?: string): void {
  const hash = hashOf(template);
  const { namespace = '', name, uid = '' } = owner.metadata;
  const suffix = Math.random().toString(36).slice(2, 7).padEnd(5, 'x');
  store.create(PODS, {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      ...{ namespace, name: `${name}-${owner.kind === 'Deployment' ? `${hash}-` : ''}${suffix}` },
      labels: { ...template.metadata?.labels, [TEMPLATE_HASH]: hash },
      ownerReferences: [{ uid, kind: owner.kind, name }],
    },
    spec: { ...template.spec, ...(nodeName !== undefined && { nodeName }) },
    status: { phase: 'Pending', conditions: [] },
  });
}

export interface OwnedPod {
  readonly pod: ApiObject;
  readonly node: string | undefined;
  readonly ready: boolean;
  /** Of the owner's present template. */
  readonly isCurrent: boolean;
}

/** Those that are not being deleted. */
export function ownedPods(store: Store, owner: ApiObject, template: V1PodTemplateSpec): OwnedPod[] {
  const hash = hashOf(template);
  return store
    .list(PODS, owner.metadata.namespace)
    .filter(({ metadata }) => {
      return !metadata.deletionTimestamp && metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid);
    })
    .map((pod) => {
      const { spec, status } = pod as unknown as V1Pod;
      const ready = status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
      return { pod, node: spec?.nodeName, ready, isCurrent: pod.metadata.labels?.[TEMPLATE_HASH] === hash };
    });
}
