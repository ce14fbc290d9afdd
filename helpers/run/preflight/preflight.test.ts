import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { namedCluster } from '../../cluster/existing/kubeconfig.ts';
import { failure, json, localApi, type SeenRequest } from '../../kube/local-api.ts';
import { temporaryFolder } from '../../report/temporary-folder.ts';
import { parseOptions } from '../options.ts';
import { PreflightFailed } from './findings.ts';
import { preflight } from './preflight.ts';

const { signal } = new AbortController();
const NODE = {
  metadata: { name: 'n1' },
  status: {
    addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

interface Server {
  readonly version?: string;
  readonly allowed?: boolean;
  readonly nodes?: readonly object[];
  /** Each path is answered with 503 the first time. */
  readonly hiccup?: boolean;
}

/** What comes of it, and what was asked to be created meanwhile. */
async function looked(
  { version = 'v1.36.3', allowed = true, nodes = [NODE], hiccup = false }: Server,
  argv: readonly string[] = [],
) {
  using folder = temporaryFolder();
  const answers = ({ path }: SeenRequest) => {
    if (path.startsWith('/version')) return { gitVersion: version };
    return path.endsWith('/nodes') ? { items: nodes } : { status: { allowed } };
  };
  const asked503 = new Set<string>();
  await using api = await localApi({
    answer(request, response) {
      const first = !asked503.has(request.path);
      asked503.add(request.path);
      if (hiccup && first) failure(response, 503, 'ServiceUnavailable', 'not now');
      else json(response, 200, answers(request));
    },
  });
  const file = join(folder.path, 'config');
  writeFileSync(file, api.kube.config.exportConfig());
  const { existing, ...options } = parseOptions(['--kubeconfig', file, '--outside', 'none', ...argv], {});
  if (!existing) throw new Error('no existing cluster');
  const request = { kube: api.kube, named: namedCluster(file), existing, options, selected: ['ARTICLE-1'] };
  const came = await preflight(request, signal).catch((error: unknown) => {
    if (error instanceof PreflightFailed) return error.misses;
    throw error;
  });
  const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const created = api.seen.filter(({ method, path }) => method !== 'GET' && path !== reviews);
  const asked = api.seen.filter(({ path }) => path.endsWith('/nodes')).map(({ query }) => query.labelSelector);
  return { came, created, asked };
}

test('a cluster that has everything', async () => {
  const { came, created, asked } = await looked({}, ['--node-selector', 'pool=a']);
  expect(came).toMatchObject({ nodes: [{ name: 'n1' }], leftOut: [] });
  expect({ created, asked }).toEqual({ created: [], asked: ['pool=a'] });
});

test('everything that is missing is said at once, and nothing is created', async () => {
  const { came, created } = await looked({ version: 'v1.29.0', allowed: false });
  expect(came).toContain('Kubernetes v1.29.0 is too old: 1.31 or later is needed');
  expect(came).toContainEqual(expect.stringMatching(/^user u may not create, get pods\/exec: have it granted/));
  expect(created).toEqual([]);
});

test('a server that answers one question with 503 is asked again', async () => {
  expect((await looked({ hiccup: true })).came).toMatchObject({ nodes: [{ name: 'n1' }] });
});

test('no node that takes pods', async () => {
  const cordoned = { ...NODE, spec: { unschedulable: true } };
  const see = 'see --node-selector and --toleration';
  expect((await looked({ nodes: [cordoned] })).came).toEqual([`no node takes pods of ours: n1 is cordoned; ${see}`]);
  expect((await looked({ nodes: [] })).came).toEqual([
    `no node takes pods of ours: there is none by --node-selector; ${see}`,
  ]);
});
