/** What the suite has to be allowed to do; docs/rbac.yaml grants exactly this. */
import { type Kube, withSignal } from '../../kube/client.ts';

export interface Right {
  /** API group; empty for the core one. */
  readonly group: string;
  /** With its subresource, as in RBAC: `pods/exec`. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Of what is in no namespace, or is looked for in all of them. */
  readonly everywhere?: true;
  /** Only in namespaces of the run's own, or only where --namespace names the one. */
  readonly where?: 'own' | 'named';
  /** Only for requirements beyond the article's. */
  readonly beyondArticle?: true;
}

const RIGHTS: readonly Right[] = [
  { group: '', resource: 'nodes', verbs: ['list'], everywhere: true },
  { group: '', resource: 'nodes', verbs: ['get'], everywhere: true, beyondArticle: true },
  { group: 'networking.k8s.io', resource: 'servicecidrs', verbs: ['list'], everywhere: true },
  { group: '', resource: 'services', verbs: ['list'], everywhere: true, beyondArticle: true },
  { group: '', resource: 'namespaces', verbs: ['create', 'delete', 'get', 'list'], everywhere: true, where: 'own' },
  { group: '', resource: 'namespaces', verbs: ['get'], where: 'named' },
  { group: '', resource: 'serviceaccounts', verbs: ['get'], where: 'own' },
  { group: '', resource: 'pods', verbs: ['create', 'delete', 'get', 'list', 'patch'] },
  { group: '', resource: 'pods/exec', verbs: ['create', 'get'] },
  { group: '', resource: 'pods/log', verbs: ['get'] },
  { group: '', resource: 'events', verbs: ['list'] },
  { group: '', resource: 'services', verbs: ['create', 'delete', 'get', 'list', 'patch'] },
  { group: '', resource: 'services', verbs: ['update'], beyondArticle: true },
  { group: '', resource: 'configmaps', verbs: ['create', 'delete', 'get', 'patch'] },
  { group: '', resource: 'configmaps', verbs: ['list'], where: 'named' },
  { group: 'apps', resource: 'deployments', verbs: ['create', 'get', 'patch'] },
  { group: 'apps', resource: 'deployments', verbs: ['delete', 'list'], where: 'named' },
  { group: 'apps', resource: 'daemonsets', verbs: ['create', 'get', 'patch'] },
  { group: 'apps', resource: 'daemonsets', verbs: ['delete', 'list'], where: 'named' },
  { group: 'apps', resource: 'replicasets', verbs: ['delete', 'list'], where: 'named' },
  { group: 'discovery.k8s.io', resource: 'endpointslices', verbs: ['list'] },
  { group: 'discovery.k8s.io', resource: 'endpointslices', verbs: ['delete'], where: 'named' },
  {
    ...{ group: 'discovery.k8s.io', resource: 'endpointslices', beyondArticle: true },
    verbs: ['create', 'delete', 'get', 'patch', 'update'],
  },
  { group: '', resource: 'resourcequotas', verbs: ['list'], where: 'named' },
  { group: 'networking.k8s.io', resource: 'networkpolicies', verbs: ['list'], where: 'named' },
];

export interface RightsWanted {
  /** Where everything is to be; undefined: namespaces of the run's own. */
  readonly namespace: string | undefined;
  readonly selected: readonly string[];
}

/** The rights that a run needs, of those above. */
export function rightsFor({ namespace, selected }: RightsWanted): Right[] {
  const where = namespace === undefined ? 'own' : 'named';
  const beyond = selected.some((id) => !id.startsWith('ARTICLE-'));
  return RIGHTS.filter((right) => (right.where ?? where) === where && (beyond || !right.beyondArticle));
}

/** One line for each resource of which the user may not do all that is needed. */
export async function missingRights(
  kube: Kube,
  user: string,
  wanted: RightsWanted,
  signal: AbortSignal,
): Promise<string[]> {
  const lines = rightsFor(wanted).map(async (right) => {
    const namespace = right.everywhere ? undefined : wanted.namespace;
    const verbs = await Promise.all(
      right.verbs.map(async (verb) => ((await mayI(kube, right, verb, namespace, signal)) ? [] : [verb])),
    );
    const missing = verbs.flat();
    const resource = right.group ? `${right.resource}.${right.group}` : right.resource;
    const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
    return missing.length === 0
      ? []
      : [
          `user ${user} may not ${missing.join(', ')} ${resource}${place}: have it granted, docs/rbac.yaml has all of it`,
        ];
  });
  return (await Promise.all(lines)).flat();
}

async function mayI(
  kube: Kube,
  { group, resource: whole }: Right,
  verb: string,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const [resource = '', subresource] = whole.split('/');
  const resourceAttributes = {
    ...{ verb, group, resource },
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
  };
  const body = { spec: { resourceAttributes } };
  const { status } = await kube.authorization.createSelfSubjectAccessReview({ body }, withSignal(signal));
  return status?.allowed ?? false;
}
