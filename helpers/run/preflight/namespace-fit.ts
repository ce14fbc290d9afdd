/** Whether everything can be in the one namespace that --namespace names. */
import { RUN_LABEL } from '../../cluster/labels.ts';
import { isAlive } from '../../cluster/owner.ts';
import { isNotFound } from '../../kube/api-error.ts';
import { type Kube, withSignal } from '../../kube/client.ts';
import { type LabelledObject, labelledObjects } from '../../kube/labelled.ts';
import type { Findings } from './findings.ts';
import { restrictions } from './restrictions.ts';

/** More names than this say no more to a person. */
const SHOWN = 3;

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
  const [objects, restricted] = await Promise.all([
    labelledObjects(kube, namespace, undefined, signal),
    restrictions(kube, namespace, { selected: about.selected, next: 'use a namespace without one' }, signal),
  ]);
  const level = found.metadata?.labels?.['pod-security.kubernetes.io/enforce'];
  return {
    misses: [...notEmpty(namespace, objects, about.clean), ...restricted],
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

function podSecurity(namespace: string, level: string | undefined, hostNetwork: boolean): string[] {
  const enforces = `namespace ${namespace} enforces Pod Security's level ${level}`;
  if (level === 'restricted') {
    return [`${enforces}: the article's nginx, which starts as root, is not let in, so what needs it can't be told`];
  }
  return level === 'baseline' && hostNetwork ? [`${enforces}: it lets no pod into its node's own network`] : [];
}
