import { expect, test } from '@jest/globals';
import { runLabels } from '../../cluster/labels.ts';
import { thisProcess } from '../../cluster/owner.ts';
import { failure, json, localApi } from '../../kube/local-api.ts';
import { namespaceFit } from './namespace-fit.ts';

const { signal } = new AbortController();
const expiresAt = Date.UTC(2100, 0, 1);
const LIVE = runLabels({ runId: 'live', owner: thisProcess(), expiresAt });
const DEAD = runLabels({ runId: 'dead', owner: { ...thisProcess(), started: 'long-ago' }, expiresAt });

interface Inside {
  readonly namespace?: object | undefined;
  readonly objects?: Readonly<Record<string, readonly object[]>>;
}

/** What is found in namespace `shop`; objects by the resource in their URL. */
async function found({ namespace = {}, objects = {} }: Inside, about = {}) {
  await using api = await localApi({
    answer({ path }, response) {
      if (path === '/api/v1/namespaces/shop') json(response, 200, { metadata: { name: 'shop', ...namespace } });
      else if (path === '/api/v1/namespaces/gone') failure(response, 404, 'NotFound', 'no');
      else json(response, 200, { items: objects[path.split('/').at(-1) ?? ''] ?? [] });
    },
  });
  const all = { selected: ['ARTICLE-1'], hostNetwork: false, clean: 'CLEAN', ...about };
  const { misses, notices } = await namespaceFit(api.kube, 'shop', all, signal);
  return [...misses, ...notices.map((notice) => `note: ${notice}`)];
}

const named = (name: string, labels = {}) => ({ metadata: { name, labels } });

test('an empty namespace, but for what every one has', async () => {
  expect(await found({ objects: { configmaps: [named('kube-root-ca.crt')] } })).toEqual([]);
});

test('one that is on its way out', async () => {
  expect(await found({ namespace: { deletionTimestamp: '2026-03-01T10:00:00Z' } })).toEqual([
    'namespace shop is being deleted: wait, or name another',
  ]);
});

test("one that is not empty: somebody's, an earlier run's, another run's", async () => {
  const pods = [named('a'), named('b'), named('c')];
  expect(await found({ objects: { pods, services: [named('d')] } })).toEqual([
    'namespace shop is not empty (services/d, pods/a, pods/b and 1 more): name an empty one',
  ]);
  expect(await found({ objects: { pods: [named('a', DEAD)] } })).toEqual([
    'namespace shop is not empty (pods/a): an earlier run has left that: `CLEAN` removes it',
  ]);
  expect(await found({ objects: { pods: [named('a', LIVE)] } })).toEqual([
    'namespace shop is not empty (pods/a): another run is in it: wait, or name another',
  ]);
});

test('a quota that leaves too little', async () => {
  const status = { hard: { pods: '20', 'services.nodeports': '0' }, used: { pods: '5' } };
  const objects = { resourcequotas: [{ metadata: { name: 'team' }, status }] };
  expect(await found({ objects })).toEqual([
    'ResourceQuota shop/team leaves 0 services.nodeports, and 5 are needed: have it raised',
  ]);
  expect(await found({ objects }, { selected: ['DNS-1'] })).toContain(
    'ResourceQuota shop/team leaves 15 pods, and 40 are needed: have it raised',
  );
});

const policy = (spec: object) => ({ objects: { networkpolicies: [{ metadata: { name: 'deny' }, spec }] } });

test.each([
  [{ podSelector: {} }, 'Ingress'],
  [{ podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}] }, 'Egress'],
  [{ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] }, 'Ingress'],
])('a NetworkPolicy that denies: %j', async (spec, closed) => {
  expect(await found(policy(spec))).toEqual([
    `NetworkPolicy shop/deny restricts every pod there (${closed}), so that probes would measure it and not Services: use a namespace without one`,
  ]);
});

test.each([[{ podSelector: { matchLabels: { app: 'db' } } }], [{ podSelector: {}, ingress: [{}] }]])(
  'a NetworkPolicy that does not concern us: %j',
  async (spec) => {
    expect(await found(policy(spec))).toEqual([]);
  },
);

test.each([
  [
    'restricted',
    false,
    "note: namespace shop enforces Pod Security's level restricted: the article's nginx, which starts as root, is not let in, so what needs it can't be told",
  ],
  [
    'baseline',
    true,
    "note: namespace shop enforces Pod Security's level baseline: it lets no pod into its node's own network",
  ],
  ['baseline', false, undefined],
])('Pod Security at level %s, host network %s', async (level, hostNetwork, line) => {
  const namespace = { labels: { 'pod-security.kubernetes.io/enforce': level } };
  expect(await found({ namespace }, { hostNetwork })).toEqual(line === undefined ? [] : [line]);
});
