import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { V1ClusterRole, V1PolicyRule } from '@kubernetes/client-node';
import { json, localApi } from '../../kube/local-api.ts';
import { readManifests } from '../../kube/manifests.ts';
import { missingRights, type Right, rightsFor } from './rights.ts';

const RBAC = fileURLToPath(new URL('../../../docs/rbac.yaml', import.meta.url));
const ALL = ['ARTICLE-1', 'BACKENDS-1'];
const { signal } = new AbortController();

/** `group/resource verb`, sorted, each once. */
function flat(rules: readonly { groups: readonly string[]; resources: readonly string[]; verbs: readonly string[] }[]) {
  const lines = rules.flatMap(({ groups, resources, verbs }) =>
    groups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`))),
  );
  return [...new Set(lines)].sort();
}

const ofRights = (rights: readonly Right[]) =>
  flat(rights.map(({ group, resource, verbs }) => ({ groups: [group], resources: [resource], verbs })));

async function granted(kind: string, name: string): Promise<string[]> {
  const role = (await readManifests(RBAC)).find((each) => each.kind === kind && each.metadata?.name === name);
  const rules = (role as V1ClusterRole).rules ?? [];
  return flat(
    rules.map(({ apiGroups = [], resources = [], verbs }: V1PolicyRule) => ({ groups: apiGroups, resources, verbs })),
  );
}

test('docs/rbac.yaml grants what is asked for, and nothing else', async () => {
  const own = rightsFor({ namespace: undefined, selected: ALL });
  expect(await granted('ClusterRole', 'service-conformance')).toEqual(ofRights(own));
  const named = rightsFor({ namespace: 'a', selected: ALL });
  const everywhere = named.filter((right) => right.everywhere);
  expect(await granted('ClusterRole', 'service-conformance-reader')).toEqual(ofRights(everywhere));
  const within = named.filter((right) => !right.everywhere);
  expect(await granted('Role', 'service-conformance')).toEqual(ofRights(within));
});

test('the article needs less', () => {
  const own = (selected: readonly string[]) => ofRights(rightsFor({ namespace: undefined, selected }));
  expect(own(ALL).filter((right) => !own(['ARTICLE-1']).includes(right))).toEqual([
    '/nodes get',
    '/services update',
    ...['create', 'delete', 'get', 'patch', 'update'].map((verb) => `discovery.k8s.io/endpointslices ${verb}`),
  ]);
});

test('what may not be done is said, a line for each resource', async () => {
  await using api = await localApi({
    answer({ body }, response) {
      const { resource, subresource, verb, namespace } = JSON.parse(body).spec.resourceAttributes;
      expect(namespace).toBe(['nodes', 'servicecidrs'].includes(resource) ? undefined : 'shop');
      const isExec = resource === 'pods' && subresource === 'exec';
      const allowed = !isExec && !(resource === 'deployments' && ['create', 'patch'].includes(verb));
      json(response, 201, { status: { allowed } });
    },
  });
  expect(await missingRights(api.kube, 'ann', { namespace: 'shop', selected: ['ARTICLE-1'] }, signal)).toEqual([
    'user ann may not create, get pods/exec in namespace shop: have it granted, docs/rbac.yaml has all of it',
    'user ann may not create, patch deployments.apps in namespace shop: have it granted, docs/rbac.yaml has all of it',
  ]);
});
