/** Whether everything can be in the one namespace that --namespace names. */
import type { V1NetworkPolicy, V1ResourceQuota } from '@kubernetes/client-node';
import { RUN_LABEL } from '../../cluster/labels.ts';
import { isAlive } from '../../cluster/owner.ts';
import { isNotFound } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import { type LabelledObject, labelledObjects } from '../../kube/labelled.ts';
import type { Findings } from './findings.ts';

/** More names than this say no more to a person. */
const SHOWN = 3;

/** So many of each must be left of a quota: those of the spec file that has most at a time, and the article's. */
const ROOM = {
  pods: { article: 10, all: 40 },
  'count/pods': { article: 10, all: 40 },
  services: { article: 5, all: 40 },
  'count/services': { article: 5, all: 40 },
  'services.nodeports': { article: 5, all: 40 },
} as const;

/** @param clean the command that removes what dead runs have left. */
export async function namespaceFit(
  kube: Kube,
  namespace: string,
  about: { readonly selected: readonly string[]; readonly hostNetwork: boolean; readonly clean: string },
  signal: AbortSignal,
): Promise<Findings> {
  const read = kube.core.readNamespace({ name: namespace }, withSignal(signal));
  const found = await read.catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  if (!found) return miss(`namespace ${namespace} is not there: have it made, or leave --namespace out`);
  if (found.metadata?.deletionTimestamp) return miss(`namespace ${namespace} is being deleted: wait, or name another`);
  const [objects, quotas, policies] = await Promise.all([
    labelledObjects(kube, namespace, undefined, signal),
    kube.core.listNamespacedResourceQuota({ namespace }, withSignal(signal)),
    kube.raw(`/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/networkpolicies`, { signal }),
  ]);
  const { items } = JSON.parse(policies) as { items: V1NetworkPolicy[] };
  const level = found.metadata?.labels?.['pod-security.kubernetes.io/enforce'];
  return {
    misses: [
      ...notEmpty(namespace, objects, about.clean),
      ...quotas.items.flatMap((quota) => full(namespace, quota, about.selected)),
      ...items.flatMap((policy) => denying(namespace, policy)),
    ],
    notices: podSecurity(namespace, level, about.hostNetwork),
  };
}

function miss(line: string): Findings {
  return { misses: [line], notices: [] };
}

function notEmpty(namespace: string, objects: readonly LabelledObject[], clean: string): string[] {
  // Every namespace has ConfigMaps of the cluster's own; a Service's slices go with it.
  const others = ['configmaps', 'endpointslices.discovery.k8s.io'];
  const isIn = ({ resource, name }: LabelledObject) => !others.includes(resource) || name === 'backend';
  const all = objects.filter(isIn);
  if (all.length === 0) return [];
  const names = all.slice(0, SHOWN).map(({ resource, name }) => `${resource}/${name}`);
  const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
  const ofRuns = all.every(({ labels }) => labels[RUN_LABEL] !== undefined);
  const next = ofRuns
    ? all.some(({ labels }) => isAlive(labels))
      ? 'another run is in it: wait, or name another'
      : `an earlier run has left that: \`${clean}\` removes it`
    : 'name an empty one';
  return [`namespace ${namespace} is not empty (${names.join(', ')}${more}): ${next}`];
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
function denying(namespace: string, { metadata, spec }: V1NetworkPolicy): string[] {
  const { matchLabels = {}, matchExpressions = [] } = spec?.podSelector ?? {};
  if (Object.keys(matchLabels).length > 0 || matchExpressions.length > 0) return [];
  const rules = { Ingress: spec?.ingress, Egress: spec?.egress } as const;
  const closed = (spec?.policyTypes ?? ['Ingress']).filter((type) => {
    const own: readonly object[] = rules[type as keyof typeof rules] ?? [];
    return !own.some((rule) => Object.keys(rule).length === 0);
  });
  if (closed.length === 0) return [];
  const what = `NetworkPolicy ${namespace}/${metadata?.name} restricts every pod there (${closed.join(', ')})`;
  return [`${what}, so that probes would measure it and not Services: use a namespace without one`];
}

function podSecurity(namespace: string, level: string | undefined, hostNetwork: boolean): string[] {
  const enforces = `namespace ${namespace} enforces Pod Security's level ${level}`;
  if (level === 'restricted') {
    return [`${enforces}: the article's nginx, which starts as root, is not let in, so what needs it can't be told`];
  }
  return level === 'baseline' && hostNetwork ? [`${enforces}: it lets no pod into its node's own network`] : [];
}
