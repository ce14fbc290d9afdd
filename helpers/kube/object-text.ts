import type { KubernetesObject } from '@kubernetes/client-node';

/** `Service default/my-service`, `Namespace a`. */
export function objectText({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}`;
}
