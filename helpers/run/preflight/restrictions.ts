/** What in a namespace keeps its pods from being made, or from being reached. */
import type { V1NetworkPolicy, V1ResourceQuota } from '@kubernetes/client-node';
import { unlessForbidden } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';

/** So many of each must be left of a quota: those of the spec file that has most at a time, and the article's. */
const ROOM = {
  pods: { article: 10, all: 40 },
  'count/pods': { article: 10, all: 40 },
  services: { article: 5, all: 40 },
  'count/services': { article: 5, all: 40 },
  'services.nodeports': { article: 5, all: 40 },
} as const;

/**
 * Quotas that leave too little and NetworkPolicies that close the namespace, a line each; what may not be read is taken for absent.
 * @param next what to do about a policy.
 */
export async function restrictions(
  kube: Kube,
  namespace: string,
  { selected, next }: { readonly selected: readonly string[]; readonly next: string },
  signal: AbortSignal,
): Promise<string[]> {
  const path = `/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/networkpolicies`;
  const [quotas, policies] = await Promise.all([
    unlessForbidden(kube.core.listNamespacedResourceQuota({ namespace }, withSignal(signal))),
    unlessForbidden(kube.raw(path, { signal })),
  ]);
  const { items } = JSON.parse(policies ?? '{"items":[]}') as { items: V1NetworkPolicy[] };
  return [
    ...(quotas?.items ?? []).flatMap((quota) => full(namespace, quota, selected)),
    ...items.flatMap((policy) => denying(namespace, policy, next)),
  ];
}

function full(namespace: string, { metadata, spec, status }: V1ResourceQuota, selected: readonly string[]): string[] {
  const beyond = selected.some((id) => !id.startsWith('ARTICLE-'));
  return Object.entries(ROOM).flatMap(([key, { article, all }]) => {
    const hard = status?.hard?.[key] ?? spec?.hard?.[key];
    if (hard === undefined) return [];
    const left = Number(hard) - Number(status?.used?.[key] ?? 0);
    const wanted = beyond ? all : article;
    return left >= wanted
      ? []
      : [
          `ResourceQuota ${namespace}/${metadata?.name} leaves ${left} ${key}, and ${wanted} are needed: have it raised`,
        ];
  });
}

/** A policy for every pod that does not let everything through measures itself, and no Service. */
function denying(namespace: string, { metadata, spec }: V1NetworkPolicy, next: string): string[] {
  const { matchLabels = {}, matchExpressions = [] } = spec?.podSelector ?? {};
  if (Object.keys(matchLabels).length > 0 || matchExpressions.length > 0) return [];
  const rules = { Ingress: spec?.ingress, Egress: spec?.egress } as const;
  const closed = (spec?.policyTypes ?? ['Ingress']).filter((type) => {
    const own: readonly object[] = rules[type as keyof typeof rules] ?? [];
    return !own.some((rule) => Object.keys(rule).length === 0);
  });
  if (closed.length === 0) return [];
  const what = `NetworkPolicy ${namespace}/${metadata?.name} restricts every pod there (${closed.join(', ')})`;
  return [`${what}, so that probes would measure it and not Services: ${next}`];
}
